'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import { type Box, clipToFrame, type Size } from '@/lib/geometry';
import { layOutOverlay, type PaintedFace, paintLayout } from './overlay-painter';

export interface OverlayProps {
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
 * Boxes over the video, as sharp as the screen; results for reading stand in `ResultList`. The canvas
 * covers no more of the video than it has to: without a graphics card the browser spends more time
 * on laying a canvas over the whole picture than on the networks.
 */
export function Overlay({ faces, frame, mirrored, magnification = 1, onPainted }: OverlayProps) {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(stage);

  useLayoutEffect(() => {
    const surface = canvas.current;
    const painter = surface?.getContext('2d');
    if (!surface || !painter || !size) return;
    const startedAt = performance.now();
    const pixelRatio = window.devicePixelRatio;
    const whole = { width: size.width * pixelRatio, height: size.height * pixelRatio };
    const view = { canvas: whole, pixelRatio, mirrored, magnification };
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
  }, [faces, frame, mirrored, magnification, size, onPainted]);

  return (
    <div ref={stage} className="pointer-events-none absolute inset-0">
      <canvas ref={canvas} hidden className="absolute" />
    </div>
  );
}

/** Steps in which the canvas moves and grows, CSS px, so that it seldom does. */
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

/** CSS pixels; null before the first layout. */
function useElementSize(element: React.RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
