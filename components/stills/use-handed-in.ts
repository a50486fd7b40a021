'use client';

import { useEffect, useRef, useState } from 'react';
import { type HandedIn, transferredFiles } from '@/lib/stills/dropped-files';

/** Browsers give this name to a pasted picture without a file. */
const NAMELESS = 'image.png';

/**
 * Takes files that are dropped or pasted anywhere on the page. @returns whether something is
 * dragged over it
 */
export function useHandedIn(onHandedIn: (handedIn: HandedIn) => void): boolean {
  const [hovering, setHovering] = useState(false);
  const deliver = useRef(onHandedIn);
  useEffect(() => {
    deliver.current = onHandedIn;
  }, [onHandedIn]);

  useEffect(() => {
    const ending = new AbortController();
    const listen = <K extends keyof WindowEventMap>(
      type: K,
      listener: (event: WindowEventMap[K]) => void,
    ) => window.addEventListener(type, listener, { signal: ending.signal });
    let pasted = 0;

    // Otherwise the browser would leave the page and show the picture.
    listen('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setHovering(true);
    });
    listen('dragleave', (event) => {
      // Moving to a child element does not leave the window.
      if (event.relatedTarget === null) setHovering(false);
    });
    listen('drop', async (event) => {
      setHovering(false);
      if (!event.dataTransfer || !hasFiles(event)) return;
      event.preventDefault();
      deliver.current(await transferredFiles(event.dataTransfer));
    });
    listen('paste', async (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      const { sources, ...rest } = await transferredFiles(event.clipboardData);
      const named = sources.map((source) => {
        if (source.name !== NAMELESS) return source;
        pasted += 1;
        return { ...source, name: `pasted-${pasted}.png` };
      });
      deliver.current({ sources: named, ...rest });
    });
    return () => ending.abort();
  }, []);

  return hovering;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
