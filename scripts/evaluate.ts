/**
 * `npm run evaluate -- --data DIR [--data DIR ...]`: finds and judges the faces of photographs with
 * boxes, end to end, and counts the results. The published figures come from this command.
 * Exit code 0, 1 with --floors where a figure is below its floor, 2 for wrong use.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isJudged } from '../lib/stills/still-result.ts';
import type { Search } from '../lib/vision/detector-types.ts';
import { judgePictures } from './check/judge-pictures.ts';
import type { CheckerOptions } from './check/open-checker.ts';
import { loadEngine } from './engine/engine.ts';
import { trainingEngine } from './engine/judging-engine.ts';
import { type ChosenPhotograph, choosePhotographs } from './evaluation/choose-photographs.ts';
import { findConditions } from './evaluation/face-conditions.ts';
import { type EvaluationFigures, evaluationFigures } from './evaluation/figures.ts';
import { checkFloors, formatFloors } from './evaluation/floors.ts';
import { writeHtmlReport } from './evaluation/html-report.ts';
import { compare, type JudgedPhotograph } from './evaluation/judged-photograph.ts';
import { formatFigures } from './evaluation/text-report.ts';
import { measureTilt } from './evaluation/tilt.ts';
import {
  judgingEngineOption,
  modelsOption,
  parseOptions,
  photographOptions,
  usage,
} from './support/options.ts';
import { progressBar } from './support/progress.ts';
import { publishedIds } from './support/published-models.ts';
import { seededRandom, shuffled } from './support/random.ts';
import { runCommand } from './support/run-command.ts';

const evaluateOptions = z.object({
  ...photographOptions,
  search: z
    .enum(['whole', 'zoomed'])
    .default('zoomed')
    .describe('as the live page looks, or as the check of stills does'),
  faceThreshold: z.coerce
    .number()
    .min(0.01)
    .max(0.99)
    .optional()
    .describe("lowest finder score taken for a face; the published finder's own where absent"),
  sideRatio: z.coerce
    .number()
    .min(1)
    .max(4)
    .optional()
    .describe(
      "edge of the square judged, in face boxes; the published classifier's own where absent",
    ),
  isFaceThreshold: z.coerce
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      "lowest probability, by both networks, that a box shows a face; the published classifier's own where absent",
    ),
  maxPhotographs: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('photographs judged at most, by chance, where all take too long; 0: all'),
  tilt: z.boolean().default(false).describe('judge portraits turned by up to 180 degrees, too'),
  portraits: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(45)
    .describe('with --tilt: bare ones at most, and as many masked ones'),
  floors: z.boolean().default(false).describe('end with 1 where a figure is below its floor'),
  engine: judgingEngineOption,
  models: modelsOption,
  json: z.string().optional().describe('file for the figures'),
  html: z.string().optional().describe('file for a report with the worst cases'),
});
type EvaluateOptions = z.infer<typeof evaluateOptions>;

/** The content of the `--json` file: the figures and everything needed to repeat them. */
interface EvaluationRecord {
  /** Raise it when the form changes: lib/model-card reads it. */
  readonly version: 2;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly data: readonly string[];
  /** Further data, dealt after the first data. */
  readonly add: readonly string[];
  readonly only: string;
  readonly split: string;
  readonly seed: number;
  /** Photographs judged at most, by chance; 0: all. */
  readonly maxPhotographs: number;
  readonly search: Search;
  readonly models: Record<'face-finder' | 'mask-classifier', string>;
  readonly figures: EvaluationFigures;
}

/** Judges photographs. Unreadable ones are counted and left out. */
async function judgePhotographs(
  chosen: readonly ChosenPhotograph[],
  options: CheckerOptions & { readonly cache: string },
): Promise<{ judged: JudgedPhotograph[]; unreadable: number }> {
  const conditions = await findConditions(
    chosen.map(({ photograph }) => photograph),
    options.cache,
  );
  const files = chosen.map(({ photograph }) => photograph.file);
  const judged: JudgedPhotograph[] = [];
  const progress = progressBar('Judging', files.length);
  let i = 0;
  for await (const result of judgePictures(files, files.length, options)) {
    const { photograph, group } = chosen[i] as ChosenPhotograph;
    if (isJudged(result)) judged.push(compare(photograph, group, conditions[i] ?? [], result));
    i++;
    progress.step();
  }
  progress.end();
  return { judged, unreadable: chosen.length - judged.length };
}

async function writeRecord(
  file: string,
  options: EvaluateOptions,
  figures: EvaluationFigures,
): Promise<void> {
  const names = (folders: readonly string[]) =>
    folders.map((folder) => path.basename(path.resolve(folder)));
  const record: EvaluationRecord = {
    version: 2,
    createdAt: new Date().toISOString(),
    data: names(options.data),
    add: names(options.add),
    only: options.only,
    split: options.split,
    seed: options.seed,
    maxPhotographs: options.maxPhotographs,
    search: options.search,
    models: await publishedIds(options.models),
    figures,
  };
  await writeFile(file, `${JSON.stringify(record, null, 1)}\n`);
}

async function main(): Promise<void> {
  const options = parseOptions(evaluateOptions, process.argv.slice(2));
  await loadEngine(trainingEngine(options.engine));
  const { chosen, copies } = await choosePhotographs(options);
  const { maxPhotographs, seed } = options;
  const drawn = shuffled(chosen, seededRandom(seed, 46)).slice(0, maxPhotographs || undefined);
  const { judged, unreadable } = await judgePhotographs(drawn, options);
  const figures: EvaluationFigures = {
    ...evaluationFigures(judged, unreadable),
    ...(options.tilt && {
      tilt: await measureTilt(chosen, options.portraits, options.seed, options),
    }),
  };
  if (options.json) await writeRecord(options.json, options, figures);
  const floors = checkFloors(figures, options.search);
  if (options.html) {
    const sets = [...options.data, ...options.add].map((folder) => path.basename(folder));
    const title = `${sets.join(', ')}: ${options.only}, ${options.search}`;
    await writeHtmlReport(options.html, title, figures, floors, judged);
  }
  console.log(`${copies} copies of other photographs left out`);
  console.log(formatFigures(figures));
  console.log(`Figures and floors\n${formatFloors(floors)}`);
  if (options.floors && floors.some(({ reached }) => !reached)) process.exitCode = 1;
}

await runCommand(import.meta.url, main, () =>
  usage('npm run evaluate -- --data DIR [flags]', evaluateOptions),
);
