'use client';

import { useEffect, useRef } from 'react';
import { type BrowserFilm, openFilm } from '@/lib/film/open-film';
import { useMessages } from '../shell/use-messages';
import { paintOverlay } from '../stage/overlay-painter';
import type { JudgedFilmProps } from './judged-film-props';
import { paintedTrace } from './painted-trace';
import { useFilmsMessages } from './use-films-messages';

/** Longest edge of the picture, px: no screen shows more of it here. */
const LONGEST_EDGE_PX = 1280;

/** The film's picture at a time, with its boxes. */
export function FilmPicture({
  file,
  result,
  trace,
  atMs,
}: JudgedFilmProps & { readonly atMs: number }) {
  const messages = useMessages();
  const words = useFilmsMessages();
  const canvas = useRef<HTMLCanvasElement>(null);
  const film = useOpenFilm(file);
  const latest = useRef(0);

  useEffect(() => {
    const shown = canvas.current;
    if (!shown) return;
    latest.current += 1;
    const turn = latest.current;
    film
      .then(async (opened) => {
        // While the slider moves, only the newest time is drawn.
        if (turn !== latest.current) return;
        const picture = new OffscreenCanvas(shown.width, shown.height);
        await opened.draw(atMs, picture);
        const painter = shown.getContext('2d');
        if (!painter || turn !== latest.current) return;
        painter.drawImage(picture, 0, 0);
        paintOverlay(painter, paintedTrace(trace.at(atMs), messages), {
          frame: result,
          canvas: shown,
          pixelRatio: Math.max(1, shown.width / 1000),
          mirrored: false,
        });
        shown.dataset.shownMs = String(atMs);
      })
      // A file that was moved meanwhile leaves the picture as it is; the table still holds.
      .catch(() => undefined);
  }, [film, atMs, trace, result, messages]);

  const scale = Math.min(1, LONGEST_EDGE_PX / Math.max(result.width, result.height));
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={words.picture(result.film)}
      width={Math.round(result.width * scale)}
      height={Math.round(result.height * scale)}
      className="max-h-[70vh] max-w-full self-center rounded-xl bg-black object-contain"
    />
  );
}

/** The film, open while the component lives. */
function useOpenFilm(file: File): Promise<BrowserFilm> {
  const opened = useRef<{ readonly file: File; readonly film: Promise<BrowserFilm> } | null>(null);
  if (opened.current?.file !== file) opened.current = { file, film: openFilm(file) };
  const { film } = opened.current;
  useEffect(
    () => () => {
      opened.current = null;
      film.then((one) => one.close()).catch(() => undefined);
    },
    [film],
  );
  return film;
}
