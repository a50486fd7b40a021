import { type FilmResult, failedFilm, filmFailure } from '../../../lib/film/film-record.ts';
import { FilmJudging, LOOK_EVERY_MS } from '../../../lib/film/judge-film.ts';
import type { PixelFrame } from '../../../lib/vision/detector-types.ts';
import { LiveSession } from '../../../lib/vision/live/look.ts';
import { loadModels } from '../../../lib/vision/model/models.ts';
import { openNetworks } from '../../../lib/vision/steps.ts';
import { loadJudgingEngine } from '../../engine/judging-engine.ts';
import { modelsFolder } from '../../support/published-models.ts';
import type { CheckerOptions } from '../open-checker.ts';
import { openFilmByFfmpeg } from './ffmpeg.ts';

export interface FilmWatcher {
  /** A film is open. @returns is told of each look */
  begin(film: string, looks: number): () => void;
}

/**
 * Judges films one after the other. A film that cannot be read is a result with its error.
 * @throws Error where no film can be judged, e.g. for want of ffmpeg, an engine or a model
 */
export async function* judgeFilms(
  films: readonly string[],
  options: CheckerOptions,
  watcher: FilmWatcher,
): AsyncGenerator<FilmResult> {
  const compute = await loadJudgingEngine(options.engine);
  const models = await loadModels(modelsFolder(options.models));
  const session = new LiveSession(openNetworks(models, { compute }));
  for (const film of films) yield await judge(film, session, watcher);
}

async function judge(
  film: string,
  session: LiveSession,
  watcher: FilmWatcher,
): Promise<FilmResult> {
  try {
    const opened = await openFilmByFfmpeg(film);
    try {
      const judging = new FilmJudging<PixelFrame>();
      const onLook = watcher.begin(film, Math.ceil(opened.durationMs / LOOK_EVERY_MS));
      await judging.run(opened, session, new AbortController().signal, onLook);
      return judging.result(film, opened);
    } finally {
      opened.close();
    }
  } catch (error) {
    const fault = filmFailure(error);
    if (!fault) throw error;
    return failedFilm(film, fault);
  }
}
