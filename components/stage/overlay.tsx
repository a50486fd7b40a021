'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import { type Box, clipToFrame, intersect, type Size, scaleBox } from '@/lib/geometry';
import { layOutOverlay, type PaintedFace, paintLayout } from './overlay-painter';

interface OverlayProps {
  readonly faces: readonly PaintedFace[];
  /** What the boxes refer to, px; null while there is nothing to paint. */
  readonly frame: Size | null;
  readonly mirrored: boolean;
  /** As `OverlayView` has it. */
  readonly magnification?: number;
  /** How long painting took, ms. */
  readonly onPainted: (ms: number) => void;
}

/**
 * Boxes over the video, as sharp as the screen. `ResultList` has the results as text. The canvas covers no
 * more of the video than it must: without a graphics card, a canvas over the whole picture costs the browser
 * more time than the networks do.
 */
export function Overlay({ faces, frame, mirrored, magnification = 1, onPainted }: OverlayProps) {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useShownSize(stage);

  useLayoutEffect(() => {
    const surface = canvas.current;
    const painter = surface?.getContext('2d');
    if (!surface || !painter || !shown) return;
    const startedAt = performance.now();
    const pixelRatio = window.devicePixelRatio;
    const { width, height } = shown.size;
    const whole = { width: width * pixelRatio, height: height * pixelRatio };
    const visible = scaleBox<'view', 'view'>(shown.visible, pixelRatio);
    const view = { canvas: whole, pixelRatio, mirrored, visible, magnification };
    const layout = frame && layOutOverlay(painter, faces, { frame, ...view });
    const place = layout?.extent && onGrid(layout.extent, whole, GRID * pixelRatio);
    surface.hidden = !place;
    if (layout && place) {
      putCanvas(surface, place, pixelRatio);
      painter.clearRect(0, 0, surface.width, surface.height);
      painter.save();
      painter.translate(-place.x, -place.y);
      paintLayout(painter, layout);
      painter.restore();
    }
    onPainted(performance.now() - startedAt);
  }, [faces, frame, mirrored, magnification, shown, onPainted]);

  return (
    <div ref={stage} className="pointer-events-none absolute inset-0">
      <canvas ref={canvas} hidden className="absolute" />
    </div>
  );
}

/** Steps in which the canvas moves and grows, CSS px: it then does so seldom. */
const GRID = 64;

/** The box grown to lines of the grid, as far as they lie in the whole; null where it lies outside. */
function onGrid(box: Box<'view'>, whole: Size, step: number): Box<'view'> | null {
  const [x, y] = [Math.floor(box.x / step) * step, Math.floor(box.y / step) * step];
  const right = Math.ceil((box.x + box.width) / step) * step;
  const bottom = Math.ceil((box.y + box.height) / step) * step;
  return clipToFrame({ x, y, width: right - x, height: bottom - y }, whole);
}

/** @param place canvas pixels of the whole stage */
function putCanvas(canvas: HTMLCanvasElement, place: Box<'view'>, pixelRatio: number): void {
  const [width, height] = [Math.round(place.width), Math.round(place.height)];
  // Giving a size clears the canvas and takes new memory, even where it is the same.
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  Object.assign(canvas.style, {
    left: `${place.x / pixelRatio}px`,
    top: `${place.y / pixelRatio}px`,
    width: `${place.width / pixelRatio}px`,
    height: `${place.height / pixelRatio}px`,
  });
}

interface Shown {
  /** CSS pixels. */
  readonly size: Size;
  /** The part that `Stage` does not cut off, CSS pixels. */
  readonly visible: Box<'view'>;
}

/** Null before the first layout. */
function useShownSize(element: React.RefObject<HTMLElement | null>): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null);
  useLayoutEffect(() => {
    const stage = element.current;
    if (!stage) return;
    const observer = new ResizeObserver(() => setShown(shownOf(stage)));
    observer.observe(stage);
    return () => observer.disconnect();
  }, [element]);
  return shown;
}

function shownOf(stage: HTMLElement): Shown {
  const { left, top, width, height } = stage.getBoundingClientRect();
  const whole = { x: 0, y: 0, width, height };
  const section = stage.closest('section')?.getBoundingClientRect();
  const inSection = section && {
    x: section.left - left,
    y: section.top - top,
    width: section.width,
    height: section.height,
  };
  const visible = inSection ? intersect<'view'>(whole, inSection) : null;
  return { size: { width, height }, visible: visible ?? whole };
}
