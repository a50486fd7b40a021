'use client';

import { useEffect } from 'react';

const KEY = 's';
const LONG_PRESS_MS = 1500;
/** Size of a corner, as a share of the screen's shorter edge. */
const CORNER = 0.15;

/** Calls back for the key, or for a long press on any corner: visitors do neither by accident. */
export function usePanelOpening(open: () => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => clearTimeout(timer);
    const onKey = ({ key, target }: KeyboardEvent) => {
      const typing = target instanceof Element && target.closest('dialog, input, select');
      if (key.toLowerCase() === KEY && !typing) open();
    };
    const onPress = ({ clientX, clientY }: PointerEvent) => {
      stop();
      const reach = CORNER * Math.min(innerWidth, innerHeight);
      const [fromX, fromY] = [
        Math.min(clientX, innerWidth - clientX),
        Math.min(clientY, innerHeight - clientY),
      ];
      if (fromX <= reach && fromY <= reach) timer = setTimeout(open, LONG_PRESS_MS);
    };
    const noMenu = (event: Event) => event.preventDefault();
    const ends = ['pointerup', 'pointercancel', 'pointerleave'];
    addEventListener('keydown', onKey);
    addEventListener('pointerdown', onPress);
    for (const end of ends) addEventListener(end, stop);
    // A long touch would open the browser's menu.
    addEventListener('contextmenu', noMenu);
    return () => {
      stop();
      removeEventListener('keydown', onKey);
      removeEventListener('pointerdown', onPress);
      for (const end of ends) removeEventListener(end, stop);
      removeEventListener('contextmenu', noMenu);
    };
  }, [open]);
}
