'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { FilmQueue, type FilmQueueState } from '@/lib/film/film-queue';
import { openFilm } from '@/lib/film/open-film';
import type { LiveDetector } from '@/lib/vision/live/live-detector';

/** A queue that judges with a detector while there is one. */
export function useFilmQueue(detector: LiveDetector | null): {
  readonly queue: FilmQueue;
  readonly state: FilmQueueState;
} {
  const [queue] = useState(() => new FilmQueue(openFilm));
  const state = useSyncExternalStore(queue.subscribe, queue.state, queue.state);
  useEffect(() => {
    queue.setDetector(detector);
    return () => queue.setDetector(null);
  }, [queue, detector]);
  return { queue, state };
}
