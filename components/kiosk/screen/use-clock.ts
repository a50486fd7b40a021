'use client';

import { useEffect, useState } from 'react';

/**
 * The current time, renewed at this interval. Only for elements that are rendered in the browser.
 */
export function useClock(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
