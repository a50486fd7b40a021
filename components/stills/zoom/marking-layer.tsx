'use client';

import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { type Box, type Point, type Size, scaleBox } from '@/lib/geometry';
import { boxBetween, firstBox, nudged } from '@/lib/stills/draft-box';
import { useStillsMessages } from '../use-stills-messages';

export interface MarkingLayerProps {
  /** Size of the upright picture below, px. */
  readonly picture: Size;
  /** The element that scrolls the picture. */
  readonly place: RefObject<HTMLElement | null>;
  /** Pixels of the picture; null before the first box. */
  readonly draft: Box | null;
  readonly onDraft: (box: Box) => void;
  /** The user has confirmed the box. */
  readonly onConfirm: () => void;
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A layer over a picture: a pointer draws a box, and keys move it. */
export function MarkingLayer({ picture, place, draft, onDraft, onConfirm }: MarkingLayerProps) {
  const words = useStillsMessages().mark;
  const layer = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const from = useRef<Point | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one box to begin with
  useEffect(() => {
    if (layer.current && place.current) {
      onDraft(firstBox(picture, seenPart(layer.current, place.current, picture)));
    }
  }, []);
  const begun = draft !== null;
  useEffect(() => {
    if (begun) box.current?.focus({ preventScroll: true });
  }, [begun]);

  const draw = (event: PointerEvent<HTMLDivElement>) => {
    // The picture must not be dragged at the same time.
    event.stopPropagation();
    if (!from.current) return;
    const drawn = boxBetween(from.current, pointOf(event, picture), picture);
    if (drawn) onDraft(drawn);
  };
  const nudge = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    if (!arrow) onConfirm();
    else if (draft) onDraft(nudged(draft, { ...arrow, resize: event.shiftKey }, picture));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the box in it takes keys
    <div
      ref={layer}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = pointOf(event, picture);
      }}
      onPointerMove={draw}
      onPointerUp={() => {
        from.current = null;
        box.current?.focus({ preventScroll: true });
      }}
      onPointerCancel={() => {
        from.current = null;
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      className="absolute inset-0 cursor-crosshair touch-none"
    >
      {draft && (
        <div
          ref={box}
          role="application"
          aria-label={words.box(
            ...([draft.x, draft.y, draft.width, draft.height].map(Math.round) as FourNumbers),
          )}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move it
          tabIndex={0}
          onKeyDown={nudge}
          style={inShares(draft, picture)}
          className="absolute border-2 border-dashed border-white bg-accent/25 shadow-[0_0_0_2px_rgb(2_6_23/0.6)]"
        />
      )}
    </div>
  );
}

type FourNumbers = [number, number, number, number];

/** The position of a pointer, px of the picture. */
function pointOf({ clientX, clientY, currentTarget }: PointerEvent, picture: Size): Point {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return {
    x: ((clientX - left) / width) * picture.width,
    y: ((clientY - top) / height) * picture.height,
  };
}

/** The visible part of the picture, px of the picture. */
function seenPart(layer: HTMLElement, place: HTMLElement, picture: Size): Box {
  const [whole, window] = [layer.getBoundingClientRect(), place.getBoundingClientRect()];
  const left = Math.max(whole.left, window.left);
  const top = Math.max(whole.top, window.top);
  const seen = {
    x: left - whole.left,
    y: top - whole.top,
    width: Math.min(whole.right, window.right) - left,
    height: Math.min(whole.bottom, window.bottom) - top,
  };
  return scaleBox(seen, picture.width / whole.width);
}

function inShares(box: Box, { width, height }: Size) {
  return {
    left: `${(100 * box.x) / width}%`,
    top: `${(100 * box.y) / height}%`,
    width: `${(100 * box.width) / width}%`,
    height: `${(100 * box.height) / height}%`,
  };
}
