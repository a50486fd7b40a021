import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filmsCsv } from '../../../lib/film/film-csv.ts';
import { type FilmResult, isJudgedFilm, type JudgedFilm } from '../../../lib/film/film-record.ts';
import { uniqueNames } from '../../../lib/stills/picture-names.ts';
import type { PictureFile } from '../../data/picture-files.ts';
import { progressBar } from '../../support/progress.ts';
import { drawFaces } from '../draw-faces.ts';
import type { CheckerOptions } from '../open-checker.ts';
import { describeFilm } from './describe-film.ts';
import { pictureOfFilm } from './ffmpeg.ts';
import { type FilmWatcher, judgeFilms } from './judge-films.ts';

export interface CheckFilmsOptions extends CheckerOptions {
  readonly json: boolean;
  readonly csv: boolean;
  /** Folder for the best picture of each person. */
  readonly out?: string | undefined;
}

/** Judges films and prints what is said of them; a film that cannot be read sets the exit code to 1. */
export async function checkFilms(
  films: readonly PictureFile[],
  options: CheckFilmsOptions,
): Promise<void> {
  const results: FilmResult[] = [];
  const unique = uniqueNames();
  const watcher = terminalWatcher();
  const files = films.map(({ file }) => file);
  for await (const result of judgeFilms(files, options, watcher)) {
    const name = films[results.length]?.name as string;
    results.push(result);
    watcher.hide();
    if (options.json) console.log(JSON.stringify(result));
    else if (!options.csv) console.log(describeFilm(result));
    if (!isJudgedFilm(result)) process.exitCode = 1;
    else if (options.out) await writeBestPictures(result, path.join(options.out, unique(name)));
  }
  if (options.csv) process.stdout.write(filmsCsv(results));
}

/** A file each person: the best picture with the box. */
async function writeBestPictures(film: JudgedFilm, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const plain = await mkdtemp(path.join(tmpdir(), 'maskgate-film-'));
  try {
    for (const { person, verdict, best } of film.people) {
      const file = path.join(plain, 'picture.png');
      await writeFile(file, await pictureOfFilm(film.film, best.atMs));
      const { box, confidence } = best;
      const face = { box, label: verdict, confidence };
      await drawFaces(file, { ...film, faces: [face] }, path.join(folder, `person-${person}.png`));
    }
  } finally {
    await rm(plain, { recursive: true });
  }
}

/** A bar on a terminal; elsewhere, the results themselves say how far it is. */
function terminalWatcher(): FilmWatcher & { hide(): void } {
  let hide: () => void = () => undefined;
  return {
    begin(film, looks) {
      if (!process.stderr.isTTY) return () => undefined;
      const bar = progressBar(path.basename(film), looks);
      hide = () => bar.hide();
      return () => bar.step();
    },
    hide: () => hide(),
  };
}
