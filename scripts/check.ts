/**
 * `npm run check -- [--json | --csv] [--out DIR] PHOTO|FILM|FOLDER...`: judges photographs and films
 * as the site does. Exit code 0, 1 if a file could not be read, 2 for wrong use.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { looksLikeFilm } from '../lib/film/film-names.ts';
import { looksLikePicture, uniqueNames } from '../lib/stills/picture-names.ts';
import { resultsCsvHead, resultsCsvRows } from '../lib/stills/results-csv.ts';
import {
  isJudged,
  type JudgedStill,
  type StillResult,
  toJsonLines,
} from '../lib/stills/still-result.ts';
import { describeStill } from './check/describe-still.ts';
import { drawFaces } from './check/draw-faces.ts';
import { checkFilms } from './check/films/check-films.ts';
import { judgePictures } from './check/judge-pictures.ts';
import { type PictureFile, pictureFiles } from './data/picture-files.ts';
import { engineOption, modelsOption, parseOptions, usage, WrongUse } from './support/options.ts';
import { progressBar } from './support/progress.ts';
import { runCommand } from './support/run-command.ts';

const checkOptions = z
  .object({
    photos: z.array(z.string()).min(1).describe('photographs, films and folders; need no flag'),
    json: z.boolean().default(false).describe('a line of JSON a file'),
    csv: z.boolean().default(false).describe('a table, a row a face or, of a film, a person'),
    out: z
      .string()
      .optional()
      .describe('folder for the pictures with their boxes, in the folders that they came from'),
    engine: engineOption,
    models: modelsOption,
  })
  .refine(({ json, csv }) => !(json && csv), 'Either --json or --csv, not both');
type CheckOptions = z.infer<typeof checkOptions>;

async function main(): Promise<void> {
  const options = parseOptions(checkOptions, process.argv.slice(2), undefined, 'photos');
  const wanted = (name: string) => looksLikePicture(name) || looksLikeFilm(name);
  const files = await pictureFiles(options.photos, wanted);
  const films = files.filter(({ name }) => looksLikeFilm(name));
  const photographs = files.filter(({ name }) => !looksLikeFilm(name));
  if (options.csv && films.length > 0 && photographs.length > 0) {
    throw new WrongUse('The tables of photographs and of films differ: check one, then the other.');
  }
  if (photographs.length > 0) await checkPhotographs(photographs, options);
  if (films.length > 0) await checkFilms(films, options);
}

async function checkPhotographs(
  files: readonly PictureFile[],
  options: CheckOptions,
): Promise<void> {
  // Elsewhere than on a terminal, the results themselves say how far it is.
  const progress = process.stderr.isTTY ? progressBar('Judging', files.length) : null;
  const unique = uniqueNames();
  const names = files.map(({ name }) => name);
  if (options.csv) process.stdout.write(resultsCsvHead());
  for await (const result of judgePictures(
    files.map(({ file }) => file),
    options,
  )) {
    const name = names.shift() as string;
    progress?.hide();
    process.stdout.write(written(result, options));
    if (!isJudged(result)) process.exitCode = 1;
    else if (options.out) {
      await writePicture(result, path.join(options.out, unique(`${withoutExtension(name)}.png`)));
    }
    progress?.step();
  }
  progress?.end();
}

/** A result in the form that was asked for. */
function written(result: StillResult, { json, csv }: CheckOptions): string {
  if (csv) return resultsCsvRows([result]);
  return json ? toJsonLines([result]) : `${describeStill(result)}\n`;
}

/** The picture with its boxes. */
async function writePicture(result: JudgedStill, output: string): Promise<void> {
  await mkdir(path.dirname(output), { recursive: true });
  await drawFaces(result.file, result, output);
}

function withoutExtension(name: string): string {
  const { dir, name: stem } = path.parse(name);
  return path.join(dir, stem);
}

await runCommand(import.meta.url, main, () =>
  usage('npm run check -- [flags] PHOTO|FILM|FOLDER...', checkOptions),
);
