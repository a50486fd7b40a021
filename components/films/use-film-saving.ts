'use client';

import { useEffect, useRef, useState } from 'react';
import type { JudgedFilm } from '@/lib/film/film-record';
import type { FilmTrace } from '@/lib/film/film-trace';
import { filmFormat, saveFilm } from '@/lib/film/save-film';
import { saveFile } from '../live/snapshot';
import { useMessages } from '../shell/use-messages';
import { paintOverlay } from '../stage/overlay-painter';
import { chooseFile } from './choose-file';
import { paintedTrace } from './painted-trace';

type SavingState =
  | { readonly status: 'idle' }
  /** `share` 0 to 1 */
  | { readonly status: 'saving'; readonly share: number }
  | { readonly status: 'failed' };

/** Makes a film with boxes; a second `start` meanwhile is passed over. */
export function useFilmSaving(file: File, result: JudgedFilm, trace: FilmTrace) {
  const messages = useMessages();
  const [state, setState] = useState<SavingState>({ status: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(): Promise<void> {
    if (running.current) return;
    const ending = new AbortController();
    running.current = ending;
    const { signal } = ending;
    try {
      const format = await filmFormat(result);
      const name = `${result.film.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')}-checked.${format}`;
      const chosen = await chooseFile(name, format);
      if (chosen === 'cancelled') return;
      setState({ status: 'saving', share: 0 });
      const inMemory = await saveFilm(
        file,
        { format, target: chosen },
        {
          paint(painter, ms, size) {
            paintOverlay(painter, paintedTrace(trace.at(ms), messages), {
              frame: result,
              canvas: size,
              pixelRatio: Math.max(1, size.width / 1000),
              mirrored: false,
            });
          },
          signal,
          onProgress: (share) => setState({ status: 'saving', share }),
        },
      );
      if (inMemory) saveFile(inMemory, name);
      setState({ status: 'idle' });
    } catch {
      setState({ status: signal.aborted ? 'idle' : 'failed' });
    } finally {
      running.current = null;
    }
  }

  return { state, start: () => void start(), stop: () => running.current?.abort() };
}
