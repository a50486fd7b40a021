'use client';

import { useEffect, useState } from 'react';

/**
 * A value once it has stayed the same for a time; until then the one before.
 * @param forMs that time, ms
 */
export function useSettled<T>(value: T, forMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), forMs);
    return () => clearTimeout(timer);
  }, [value, forMs]);
  return settled;
}
