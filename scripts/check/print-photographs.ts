import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { uniqueNames } from '../../lib/stills/picture-names.ts';
import { resultsCsvHead, resultsCsvRows } from '../../lib/stills/results-csv.ts';
import {
  isJudged,
  type JudgedStill,
  type StillResult,
  toJsonLines,
} from '../../lib/stills/still-result.ts';
import type { PictureFile } from '../data/picture-files.ts';
import { progressBar } from '../support/progress.ts';
import { describeStill } from './describe-still.ts';
import { drawFaces } from './draw-faces.ts';
import { judgePictures } from './judge-pictures.ts';
import type { CheckerOptions } from './open-checker.ts';

export interface PrintOptions extends CheckerOptions {
  readonly json: boolean;
  readonly csv: boolean;
  /** Folder for the pictures with their boxes. */
  readonly out?: string | undefined;
}

/**
 * Judges photographs and prints what is said of each; one that cannot be read sets the exit code to 1.
 * @param count how many files there are; Infinity where nobody knows
 */
export async function printPhotographs(
  files: Iterable<PictureFile> | AsyncIterable<PictureFile>,
  count: number,
  options: PrintOptions,
): Promise<void> {
  // Elsewhere than on a terminal, the results themselves say how far it is.
  const bar = process.stderr.isTTY && Number.isFinite(count);
  const progress = bar ? progressBar('Judging', count) : null;
  const unique = uniqueNames();
  // Names of pictures that are under way.
  const names: string[] = [];
  const paths = async function* () {
    for await (const { file, name } of files) {
      names.push(name);
      yield file;
    }
  };
  if (options.csv) process.stdout.write(resultsCsvHead());
  for await (const result of judgePictures(paths(), count, options)) {
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
function written(result: StillResult, { json, csv }: PrintOptions): string {
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
