'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { PictureArea } from '@/lib/kiosk/config';
import { areaBetween, moveArea, type PicturePoint, sizeArea } from '@/lib/kiosk/left-out/edit-area';

/** Movement for one press of an arrow key, as a share of the picture. */
const KEY_STEP = 0.02;
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
  ArrowUp: [0, -KEY_STEP],
  ArrowDown: [0, KEY_STEP],
};

export interface AreaDrawing {
  /** The area that is being drawn; null without one. */
  readonly draft: PictureArea | null;
  /** Event handlers of the picture. */
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerMove: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerUp: (event: PointerEvent<SVGSVGElement>) => void;
    readonly onPointerCancel: () => void;
  };
  /** Handles keys for the area with the keyboard's focus. */
  readonly onKeyDown: (event: KeyboardEvent, index: number) => void;
}

/**
 * Draws and changes areas on a picture.
 * @param mirrored whether the picture is shown mirrored; areas are never mirrored
 * @param isFull whether the number of areas has reached its limit
 */
export function useAreaDrawing(props: {
  readonly areas: readonly PictureArea[];
  readonly mirrored: boolean;
  readonly isFull: boolean;
  readonly onChange: (areas: readonly PictureArea[]) => void;
}): AreaDrawing {
  const { areas, mirrored, isFull, onChange } = props;
  const [drag, setDrag] = useState<{ from: PicturePoint; to: PicturePoint } | null>(null);
  const draft = drag && areaBetween(drag.from, drag.to);

  const pointOf = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const x = (clientX - left) / width;
    return { x: mirrored ? 1 - x : x, y: (clientY - top) / height };
  };
  const replace = (index: number, area: PictureArea) =>
    onChange(areas.map((old, i) => (i === index ? area : old)));

  return {
    draft,
    handlers: {
      onPointerDown: (event) => {
        if (isFull) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const point = pointOf(event);
        setDrag({ from: point, to: point });
      },
      onPointerMove: (event) => {
        // Read at once: a busy page changes its state later, when the event has no element any more.
        const to = pointOf(event);
        setDrag((at) => at && { ...at, to });
      },
      onPointerUp: (event) => {
        const area = drag && areaBetween(drag.from, pointOf(event));
        setDrag(null);
        if (area) onChange([...areas, area]);
      },
      onPointerCancel: () => setDrag(null),
    },
    onKeyDown: (event, index) => {
      const area = areas[index];
      if (!area) return;
      if (event.key === 'Delete' || event.key === 'Backspace') {
        event.preventDefault();
        onChange(areas.filter((_, i) => i !== index));
      }
      const arrow = ARROWS[event.key];
      if (!arrow) return;
      event.preventDefault();
      const [byX, byY] = arrow;
      // Arrow keys move in the direction on the screen. Only the display is mirrored.
      const seenX = mirrored ? -byX : byX;
      replace(index, event.shiftKey ? sizeArea(area, byX, byY) : moveArea(area, seenX, byY));
    },
  };
}
