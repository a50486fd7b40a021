'use client';

import { type RefObject, useEffect, useState } from 'react';

/** Margin above and below the screen, so that content is ready before it scrolls in. */
const MARGIN = '100% 0px';

/** Whether an element is on the screen or close to it. @param watched false returns always true */
export function useNearScreen(element: RefObject<Element | null>, watched: boolean): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!watched || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: MARGIN },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, watched]);
  return near || !watched;
}
