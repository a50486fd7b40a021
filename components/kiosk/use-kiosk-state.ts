'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { KioskConfig } from '@/lib/kiosk/config';
import {
  interruptKiosk,
  type KioskMemory,
  type KioskOrders,
  startKiosk,
  stepKiosk,
} from '@/lib/kiosk/kiosk';
import { stillAnchors } from '@/lib/kiosk/left-out/still-faces';
import { hourKey } from '@/lib/records/hours';
import type { LiveResult } from '../detection/use-live-detection';
import { keepStillPlaces, readStillPlaces } from './running/still-places';

interface KioskStateParts {
  readonly result: LiveResult;
  readonly config: KioskConfig;
  /** Generation of the records; null where it is unknown. */
  readonly generation: number | null;
  /** Receives the orders of a frame. */
  readonly onOrders: (orders: KioskOrders) => void;
}

/** The state of the kiosk after each judged frame. */
export function useKioskState(parts: KioskStateParts): {
  readonly memory: KioskMemory;
  readonly interrupt: () => void;
} {
  const { result, config, generation, onOrders } = parts;
  const [memory, setMemory] = useState(() => startKiosk(readStillPlaces(), performance.now()));
  /** The next frame starts from this value. React may render it later. */
  const current = useRef(memory);
  const framesSeen = useRef(0);

  useEffect(() => {
    const { people, frame, gaps, framesJudged } = result;
    if (!frame || framesJudged === framesSeen.current) return;
    framesSeen.current = framesJudged;
    const sight = {
      people,
      frame,
      nowMs: performance.now(),
      gaps,
      hour: hourKey(new Date()),
      generation,
    };
    const { memory: next, orders } = stepKiosk(current.current, sight, config);
    const stillBefore = stillAnchors(current.current.places);
    const still = stillAnchors(next.places);
    if (still.length !== stillBefore.length) keepStillPlaces(still);
    current.current = next;
    setMemory(next);
    onOrders(orders);
  }, [result, config, generation, onOrders]);

  const interrupt = useCallback(() => {
    current.current = interruptKiosk(current.current);
    setMemory(current.current);
  }, []);
  return { memory, interrupt };
}
