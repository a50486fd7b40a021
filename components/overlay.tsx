'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import type { Size } from '@/lib/geometry';
import { type PaintedFace, paintOverlay } from './overlay-painter';

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

/** Boxes over the video, as sharp as the screen; results for reading stand in `ResultList`. */
export function Overlay({ faces, frame, mirrored, magnification = 1, onPainted }: OverlayProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(canvas);

  useLayoutEffect(() => {
    const surface = canvas.current;
    const painter = surface?.getContext('2d');
    if (!surface || !painter || !size) return;
    const startedAt = performance.now();
    const pixelRatio = window.devicePixelRatio;
    const [width, height] = [
      Math.round(size.width * pixelRatio),
      Math.round(size.height * pixelRatio),
    ];
    if (surface.width !== width || surface.height !== height) {
      Object.assign(surface, { width, height });
    }
    painter.clearRect(0, 0, width, height);
    const view = { canvas: surface, pixelRatio, mirrored, magnification };
    if (frame) paintOverlay(painter, faces, { frame, ...view });
    onPainted(performance.now() - startedAt);
  }, [faces, frame, mirrored, magnification, size, onPainted]);

  return <canvas ref={canvas} className="pointer-events-none absolute inset-0 size-full" />;
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
