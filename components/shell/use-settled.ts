'use client';

import { useEffect, useState } from 'react';

/**
 * A value after it has been constant for a time; until then the former one.
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
