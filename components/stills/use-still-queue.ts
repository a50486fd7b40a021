'use client';

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { decodeFile, thumbnailOf } from '@/lib/stills/decode-file';
import { judgeStill } from '@/lib/stills/judge-still';
import { type JudgePicture, type QueueState, StillQueue } from '@/lib/stills/still-queue';
import type { LiveDetector } from '@/lib/vision/live/live-detector';

/**
 * A lost engine restarts automatically at most this often in a row. After that the user decides.
 */
const MOST_RECOVERIES = 3;

/** A queue that judges while it has a detector. @param restart requests a new one */
export function useStillQueue(
  detector: LiveDetector | null,
  restart: () => void,
): { readonly queue: StillQueue; readonly state: QueueState } {
  const [queue] = useState(() => new StillQueue());
  const state = useSyncExternalStore(queue.subscribe, queue.state, queue.state);

  useEffect(() => {
    queue.setJudge(detector && judgeWith(detector));
    return () => queue.setJudge(null);
  }, [queue, detector]);

  const recoveries = useRef(0);
  const judgedSinceStart = state.pictureMs;
  useEffect(() => {
    if (judgedSinceStart !== null) recoveries.current = 0;
  }, [judgedSinceStart]);
  useEffect(() => {
    if (state.failure?.code !== 'engine-lost' || recoveries.current >= MOST_RECOVERIES) return;
    recoveries.current += 1;
    restart();
  }, [state.failure, restart]);

  return { queue, state };
}

function judgeWith(detector: LiveDetector): JudgePicture {
  return async ({ name, file }) => {
    let thumbnail: Blob | null = null;
    const result = await judgeStill(detector, name, async () => {
      const decoded = await decodeFile(file);
      // Without a thumbnail the picture is judged all the same.
      thumbnail = await thumbnailOf(decoded.frame).catch(() => null);
      return decoded;
    });
    return { result, thumbnail };
  };
}
