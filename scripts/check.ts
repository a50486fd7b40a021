/**
 * `npm run check -- [--json | --csv] [--out DIR] PHOTO|FILM|FOLDER...`: judges photographs and films
 * as the site does; `--list` reads the names of photographs from a file of any length. Exit code 0,
 * 1 if a file could not be read, 2 for wrong use. With `--results`, what could not be read is counted
 * in the summary and the exit code is 0.
 */
import { z } from 'zod';
import { looksLikeFilm } from '../lib/film/film-names.ts';
import { looksLikePicture, safePath } from '../lib/stills/picture-names.ts';
import { checkFilms } from './check/films/check-films.ts';
import { checkList } from './check/long-list/check-list.ts';
import { parseShard, readNames } from './check/long-list/read-names.ts';
import { describeSummary, picturesASecond } from './check/long-list/summary.ts';
import { printPhotographs } from './check/print-photographs.ts';
import { pictureFiles } from './data/picture-files.ts';
import { judgingEngineOption, modelsOption, parseOptions, usage } from './support/options.ts';
import { runCommand } from './support/run-command.ts';
import { WrongUse } from './support/wrong-use.ts';

export const checkOptions = z
  .object({
    photos: z.array(z.string()).default([]).describe('photographs, films, folders; need no flag'),
    json: z.boolean().default(false).describe('a line of JSON a file'),
    csv: z.boolean().default(false).describe('a table, a row a face or, of a film, a person'),
    out: z
      .string()
      .optional()
      .describe('folder for the pictures with their boxes, in the folders that they came from'),
    list: z
      .string()
      .optional()
      .describe('file with the name of a photograph a line, instead of PHOTO; -: standard input'),
    shard: z
      .string()
      .transform((text, context) => {
        try {
          return parseShard(text);
        } catch (error) {
          context.addIssue({ code: 'custom', message: (error as Error).message });
          return z.NEVER;
        }
      })
      .optional()
      .describe('i/n: judges the i-th of n parts of the list'),
    results: z
      .string()
      .optional()
      .describe('folder for the results of the list, JSON lines in a file named by its hash'),
    resume: z.boolean().default(false).describe('keeps what lies finished in --results'),
    engine: judgingEngineOption,
    models: modelsOption,
  })
  .refine(({ json, csv }) => !(json && csv), 'Either --json or --csv, not both')
  .refine(
    ({ photos, list }) => photos.length > 0 !== (list !== undefined),
    'Name photographs, films or folders, or give a --list of photographs',
  )
  .refine(({ list, shard }) => list || !shard, '--shard is a part of a --list')
  .refine(({ list, results }) => list || !results, '--results are those of a --list')
  .refine(({ results, resume }) => results || !resume, '--resume goes on in --results')
  .refine(
    ({ results, csv, out }) => !(results && (csv || out)),
    '--results are JSON lines, without --csv and --out',
  );
type CheckOptions = z.infer<typeof checkOptions>;

async function main(): Promise<void> {
  const options = parseOptions(checkOptions, process.argv.slice(2), undefined, 'photos');
  const { list, shard, results } = options;
  if (list === undefined) return checkNamed(options);
  const names = readNames(list, shard);
  if (results === undefined) return printPhotographs(filesOf(names), Infinity, options);
  const { resume, json } = options;
  const done = await checkList(names, { folder: results, resume }, options);
  const { file, summary, judged, seconds } = done;
  if (json) {
    const figures = { file, ...summary, picturesASecond: picturesASecond(judged, seconds) };
    console.log(JSON.stringify(figures));
  } else {
    const before = summary.pictures - judged;
    console.log(`${file}${before > 0 ? `  (${before} of its pictures finished before)` : ''}`);
    process.stdout.write(describeSummary(summary, judged, seconds));
  }
}

/** Checks what the command line names. */
async function checkNamed(options: CheckOptions): Promise<void> {
  const wanted = (name: string) => looksLikePicture(name) || looksLikeFilm(name);
  const files = await pictureFiles(options.photos, wanted);
  const films = files.filter(({ name }) => looksLikeFilm(name));
  const photographs = files.filter(({ name }) => !looksLikeFilm(name));
  if (options.csv && films.length > 0 && photographs.length > 0) {
    throw new WrongUse('The tables of photographs and of films differ: check one, then the other.');
  }
  if (photographs.length > 0) await printPhotographs(photographs, photographs.length, options);
  if (films.length > 0) await checkFilms(films, options);
}

async function* filesOf(names: AsyncIterable<string>) {
  for await (const file of names) yield { file, name: safePath(file) };
}

await runCommand(import.meta.url, main, () =>
  usage('npm run check -- [flags] PHOTO|FILM|FOLDER...', checkOptions),
);
