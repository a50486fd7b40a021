'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import { type Box, clipToFrame, intersect, type Size, scaleBox } from '@/lib/geometry';
import { layOutOverlay, type PaintedFace, paintLayout } from './overlay-painter';

interface OverlayProps {
  readonly faces: readonly PaintedFace[];
  /** The frame that the boxes refer to, px; null without boxes. */
  readonly frame: Size | null;
  readonly mirrored: boolean;
  /** See `OverlayView`. */
  readonly magnification?: number;
  /** Receives the time for painting, ms. */
  readonly onPainted: (ms: number) => void;
}

/**
 * Boxes over the video, in the resolution of the screen. `ResultList` has the results as text. The
 * canvas covers as little of the video as possible: without a graphics card, a canvas over the
 * whole picture takes more time than the networks.
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

/** Grid for the position and size of the canvas, CSS px, so that they change rarely. */
const GRID = 64;

/** Extends the box to the grid inside the whole; null for a box outside it. */
function onGrid(box: Box<'view'>, whole: Size, step: number): Box<'view'> | null {
  const [x, y] = [Math.floor(box.x / step) * step, Math.floor(box.y / step) * step];
  const right = Math.ceil((box.x + box.width) / step) * step;
  const bottom = Math.ceil((box.y + box.height) / step) * step;
  return clipToFrame({ x, y, width: right - x, height: bottom - y }, whole);
}

/** @param place canvas pixels of the whole stage */
function putCanvas(canvas: HTMLCanvasElement, place: Box<'view'>, pixelRatio: number): void {
  const [width, height] = [Math.round(place.width), Math.round(place.height)];
  // Setting a size clears the canvas and allocates memory, even for the same size.
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
  /** The part that `Stage` shows, CSS pixels. */
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
