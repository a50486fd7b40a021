'use client';

import { useCallback, useEffect, useState } from 'react';
import { read } from './fleet-client';

interface Reading<Answer> {
  /** Null before the first answer. A later failure leaves the last one. */
  readonly answer: Answer | null;
  readonly renew: () => void;
}

/**
 * What the server says now, asked for again and again.
 * @param path null asks nothing
 * @param onFailure told of each answer: null where it came
 */
export function useReading<Answer>(
  path: string | null,
  everyMs: number,
  onFailure: (error: Error | null) => void,
): Reading<Answer> {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn asks at once
  useEffect(() => {
    if (path === null) return;
    let ended = false;
    const ask = () =>
      read<Answer>(path).then(
        (next) => {
          if (ended) return;
          setAnswer(next);
          onFailure(null);
        },
        (error: Error) => {
          if (!ended) onFailure(error);
        },
      );
    void ask();
    const timer = setInterval(ask, everyMs);
    return () => {
      ended = true;
      clearInterval(timer);
    };
  }, [path, everyMs, onFailure, turn]);
  const renew = useCallback(() => setTurn((n) => n + 1), []);
  return { answer, renew };
}
