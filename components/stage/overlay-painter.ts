import { type Box, type Size, scaleBox } from '@/lib/geometry';
import type { Verdict } from '@/lib/vision/labels';
import { VERDICT_LOOKS } from '../verdict/verdict-look';
import { layOutTags, type PlacedTag } from './tag-layout';

/** A face ready for painting. */
export interface PaintedFace {
  /** Unmirrored frame pixels. */
  readonly box: Box;
  readonly verdict: Verdict;
  /** Versions of the text, longest first. The last one is used where space is short. */
  readonly texts: readonly string[];
}

export interface OverlayView {
  readonly frame: Size;
  /** The size of the canvas in its own pixels. The frame covers it completely. */
  readonly canvas: Size;
  /** Canvas pixels for each CSS pixel. */
  readonly pixelRatio: number;
  readonly mirrored: boolean;
  /** The visible part of the canvas in its own pixels: tags stay inside it. Default: all of it. */
  readonly visible?: Box<'view'>;
  /** Factor for lines and text, for reading from a distance. Default 1. */
  readonly magnification?: number;
}

type Painter = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

// In units of the overlay. On a picture of the reference width they are CSS pixels.
const FONT = '600 15px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans KR", sans-serif';
const LINE = 3;
const TAG_HEIGHT = 28;
const SYMBOL = 18;
const SYMBOL_GAP = 5;
const PADDING = 8;
const SHADE = 'rgb(2 6 23 / 0.55)';

/** Lines and text grow with the picture, but stay readable on a phone. */
const REFERENCE_WIDTH_PX = 800;
const LEAST_GROWTH = 0.85;
const MOST_GROWTH = 1.3;

interface PlacedFace {
  readonly face: PaintedFace;
  readonly box: Box<'view'>;
  readonly tag: PlacedTag;
}

/** The positions of all parts. */
interface OverlayLayout {
  /** In units of the overlay. */
  readonly faces: readonly PlacedFace[];
  /** Canvas pixels for each unit. */
  readonly unit: number;
  /** The box around all parts, canvas pixels; null without any. */
  readonly extent: Box<'view'> | null;
}

/** Paints boxes and tags over the content of the canvas. */
export function paintOverlay(
  painter: Painter,
  faces: readonly PaintedFace[],
  view: OverlayView,
): void {
  paintLayout(painter, layOutOverlay(painter, faces, view));
}

/** @param painter measures text; nothing is painted yet */
export function layOutOverlay(
  painter: Painter,
  faces: readonly PaintedFace[],
  view: OverlayView,
): OverlayLayout {
  const growth = view.canvas.width / view.pixelRatio / REFERENCE_WIDTH_PX;
  const { magnification = 1 } = view;
  const size = Math.max(LEAST_GROWTH, magnification * Math.min(MOST_GROWTH, growth));
  const unit = view.pixelRatio * size;
  const area = { width: view.canvas.width / unit, height: view.canvas.height / unit };
  const visible = view.visible ? scaleBox<'view', 'view'>(view.visible, 1 / unit) : null;
  const boxes = faces.map(({ box }) => toArea(box, area, view));
  painter.save();
  painter.font = FONT;
  const tags = layOutTags(
    faces.map(({ texts }, i) => ({
      box: boxes[i] as Box<'view'>,
      widths: texts.map((text) => tagWidth(painter, text)),
    })),
    TAG_HEIGHT,
    visible ?? { x: 0, y: 0, ...area },
  );
  painter.restore();
  const placed = faces.map((face, i) => ({
    face,
    box: boxes[i] as Box<'view'>,
    tag: tags[i] as PlacedTag,
  }));
  return { faces: placed, unit, extent: extentOf(placed, unit) };
}

/** The origin of the canvas is that of the view in the layout. */
export function paintLayout(painter: Painter, { faces, unit }: OverlayLayout): void {
  painter.save();
  painter.scale(unit, unit);
  painter.font = FONT;
  painter.textBaseline = 'middle';
  for (const placed of faces) paintFace(painter, placed, 'box');
  // Above the boxes of all faces.
  for (const placed of faces) paintFace(painter, placed, 'tag');
  painter.restore();
}

function paintFace(painter: Painter, { face, box, tag }: PlacedFace, part: 'box' | 'tag'): void {
  if (part === 'box') paintBox(painter, box, face.verdict);
  else paintTag(painter, tag, face);
}

function extentOf(faces: readonly PlacedFace[], unit: number): Box<'view'> | null {
  if (faces.length === 0) return null;
  // Half of a line and of its rim is outside its box.
  const rim = (LINE + 2) / 2;
  const parts = faces.flatMap(({ box, tag }) => [box, tag.place]);
  const left = Math.min(...parts.map(({ x }) => x)) - rim;
  const top = Math.min(...parts.map(({ y }) => y)) - rim;
  const right = Math.max(...parts.map(({ x, width }) => x + width)) + rim;
  const bottom = Math.max(...parts.map(({ y, height }) => y + height)) + rim;
  return {
    x: left * unit,
    y: top * unit,
    width: (right - left) * unit,
    height: (bottom - top) * unit,
  };
}

function tagWidth(painter: Painter, text: string): number {
  const words = text ? SYMBOL_GAP + painter.measureText(text).width + 2 : 0;
  return PADDING + SYMBOL + words + PADDING;
}

/** Converts frame pixels to the position on the screen. */
function toArea(box: Box, area: Size, { frame, mirrored }: OverlayView): Box<'view'> {
  const [toX, toY] = [area.width / frame.width, area.height / frame.height];
  const x = mirrored ? frame.width - box.x - box.width : box.x;
  return { x: x * toX, y: box.y * toY, width: box.width * toX, height: box.height * toY };
}

function paintBox(painter: Painter, box: Box<'view'>, verdict: Verdict): void {
  const { colour, dashed } = VERDICT_LOOKS[verdict];
  const radius = Math.min(12, box.width / 6, box.height / 6);
  painter.beginPath();
  painter.roundRect(box.x, box.y, box.width, box.height, radius);
  // A dark rim keeps the line visible on bright pictures.
  painter.setLineDash([]);
  painter.lineWidth = LINE + 2;
  painter.strokeStyle = SHADE;
  painter.stroke();
  painter.setLineDash(dashed ? [9, 6] : []);
  painter.lineWidth = LINE;
  painter.strokeStyle = colour;
  painter.stroke();
  painter.setLineDash([]);
}

function paintTag(painter: Painter, { place, version }: PlacedTag, face: PaintedFace): void {
  const { colour, ink, symbol } = VERDICT_LOOKS[face.verdict];
  painter.beginPath();
  painter.roundRect(place.x, place.y, place.width, place.height, 8);
  painter.fillStyle = colour;
  painter.fill();

  painter.save();
  painter.translate(place.x + PADDING, place.y + (TAG_HEIGHT - SYMBOL) / 2);
  painter.scale(SYMBOL / 24, SYMBOL / 24);
  painter.lineWidth = 3.2;
  painter.lineCap = 'round';
  painter.lineJoin = 'round';
  painter.strokeStyle = ink;
  painter.stroke(new Path2D(symbol));
  painter.restore();

  painter.fillStyle = ink;
  // Left to right in every language: on an Arabic page the canvas would write to the left.
  painter.textAlign = 'left';
  const textX = place.x + PADDING + SYMBOL + SYMBOL_GAP;
  painter.fillText(face.texts[version] ?? '', textX, place.y + TAG_HEIGHT / 2 + 1);
}
