import { existsSync } from 'node:fs';
import path from 'node:path';
import type { StillResult } from '../../../lib/stills/still-result.ts';
import { progressBar } from '../../support/progress.ts';
import { publishedIds } from '../../support/published-models.ts';
import { judgePictures } from '../judge-pictures.ts';
import type { CheckerOptions } from '../open-checker.ts';
import { keepNames, type NameList } from './name-list.ts';
import { createResultFile, longestPart, type ResultFile, readResults } from './result-file.ts';
import { addResult, emptySummary, type Summary } from './summary.ts';

export interface CheckedList {
  /** The file of results, JSON lines. */
  readonly file: string;
  readonly summary: Summary;
  /** Pictures judged now; the others were finished before. */
  readonly judged: number;
  readonly seconds: number;
}

/**
 * Judges a list of pictures into one file of a folder, named by the hash of the list and the models.
 * @param resume keeps what an earlier attempt judged
 * @throws Error where no picture can be judged; what is finished stays for the next attempt
 */
export async function checkList(
  names: AsyncIterable<string>,
  { folder, resume }: { readonly folder: string; readonly resume: boolean },
  options: CheckerOptions,
): Promise<CheckedList> {
  const models = JSON.stringify(await publishedIds(options.models));
  const list = await keepNames(names, models);
  const file = path.join(folder, `${list.hash}.jsonl`);
  const summary = emptySummary();
  const started = performance.now();
  let judged = 0;
  try {
    if (resume && existsSync(file)) {
      for await (const result of readResults(file)) addResult(summary, result);
    } else {
      const output = await createResultFile(file);
      try {
        await (resume ? keepFinished(file, list, output, summary) : undefined);
        judged = await judgeRest(list, output, summary, options);
        await output.finish();
      } catch (error) {
        await output.leave();
        throw error;
      }
    }
  } finally {
    await list.drop();
  }
  return { file, summary, judged, seconds: (performance.now() - started) / 1000 };
}

/** Takes over the results that a stopped attempt left, as far as they are those of the list. */
async function keepFinished(
  file: string,
  list: NameList,
  output: ResultFile,
  summary: Summary,
): Promise<void> {
  const part = await longestPart(file);
  if (!part) return;
  const names = list.read()[Symbol.asyncIterator]();
  for await (const result of readResults(part)) {
    if ((await names.next()).value !== result.file) break;
    await keep(result, output, summary);
  }
  await names.return?.();
}

/** @returns how many pictures it judged */
async function judgeRest(
  list: NameList,
  output: ResultFile,
  summary: Summary,
  options: CheckerOptions,
): Promise<number> {
  const finished = summary.pictures;
  const left = list.count - finished;
  if (left === 0) return 0;
  const progress = process.stderr.isTTY ? progressBar('Judging', left) : null;
  for await (const result of judgePictures(after(list.read(), finished), left, options)) {
    await keep(result, output, summary);
    progress?.step();
  }
  progress?.end();
  return left;
}

async function keep(result: StillResult, output: ResultFile, summary: Summary): Promise<void> {
  await output.add(result);
  addResult(summary, result);
}

async function* after(names: AsyncIterable<string>, count: number): AsyncGenerator<string> {
  let passed = 0;
  for await (const name of names) if (passed++ >= count) yield name;
}
