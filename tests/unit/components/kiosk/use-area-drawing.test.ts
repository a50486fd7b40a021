// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import type { PointerEvent } from 'react';
import { expect, it, vi } from 'vitest';
import { useAreaDrawing } from '@/components/kiosk/panel/place/use-area-drawing';

// The pointer's events are made here; tests/browser/kiosk-edges.test.ts draws with a real mouse.
const PICTURE = { left: 100, top: 50, width: 200, height: 100 };

type Handler = (event: PointerEvent<SVGSVGElement>) => void;

/** Like React: the event has its element only until its handler returns. */
function send(handler: Handler, clientX: number, clientY: number): void {
  const event = {
    pointerId: 1,
    clientX,
    clientY,
    currentTarget: { setPointerCapture: () => {}, getBoundingClientRect: () => PICTURE } as unknown,
  };
  handler(event as PointerEvent<SVGSVGElement>);
  event.currentTarget = null;
}

function render(mirrored: boolean) {
  const onChange = vi.fn();
  const hook = renderHook(() => useAreaDrawing({ areas: [], mirrored, isFull: false, onChange }));
  return { ...hook, onChange };
}

it.each([
  [false, { x: 0.1, y: 0.2, width: 0.4, height: 0.6 }],
  [true, { x: 0.5, y: 0.2, width: 0.4, height: 0.6 }],
])(
  'draws an area from moves that come faster than the page renders, mirrored: %s',
  (mirrored, area) => {
    const { result, onChange } = render(mirrored);
    act(() => send(result.current.handlers.onPointerDown, 120, 70));
    act(() => {
      for (const x of [140, 160, 200]) send(result.current.handlers.onPointerMove, x, 130);
    });
    expect(result.current.draft).toEqual(area);
    act(() => send(result.current.handlers.onPointerUp, 200, 130));
    expect(onChange).toHaveBeenCalledExactlyOnceWith([area]);
    expect(result.current.draft).toBeNull();
  },
);
