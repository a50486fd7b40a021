'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { KioskConfig } from '@/lib/kiosk/config';
import {
  EMPTY_KIOSK,
  interruptKiosk,
  type KioskMemory,
  type KioskOrders,
  stepKiosk,
} from '@/lib/kiosk/kiosk';
import { hourKey } from '@/lib/records/counts';
import type { LiveResult } from '../detection/use-live-detection';

/**
 * What the kiosk makes of each judged frame.
 * @param onOrders what a frame asks to be done
 */
export function useKioskState(
  result: LiveResult,
  config: KioskConfig,
  onOrders: (orders: KioskOrders) => void,
): { readonly memory: KioskMemory; readonly interrupt: () => void } {
  const [memory, setMemory] = useState(EMPTY_KIOSK);
  const current = useRef(EMPTY_KIOSK);
  const framesSeen = useRef(0);

  useEffect(() => {
    const { state, frame, framesJudged } = result;
    if (!frame || framesJudged === framesSeen.current) return;
    framesSeen.current = framesJudged;
    const sight = {
      people: state.people,
      frame,
      nowMs: performance.now(),
      hour: hourKey(new Date()),
    };
    const { memory: next, orders } = stepKiosk(current.current, sight, config);
    current.current = next;
    setMemory(next);
    onOrders(orders);
  }, [result, config, onOrders]);

  const interrupt = useCallback(() => {
    current.current = interruptKiosk(current.current);
    setMemory(current.current);
  }, []);
  return { memory, interrupt };
}
