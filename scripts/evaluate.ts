/**
 * `npm run evaluate -- --data DIR [--data DIR ...]`: finds and judges the faces of photographs with
 * Pascal VOC boxes, end to end, and counts. Published figures come from here.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { createDetector } from '../lib/vision/detector.ts';
import type { Detector, Search } from '../lib/vision/detector-types.ts';
import { loadModels } from '../lib/vision/model/models.ts';
import { checkPicture } from './check/check-picture.ts';
import type { AnnotatedPhotograph } from './data/photograph.ts';
import { loadEngine } from './engine/engine.ts';
import { choosePhotographs } from './evaluation/choose-photographs.ts';
import {
  type EvaluationFigures,
  formatFigures,
  LARGE_FACE_RATIO,
  type Outcome,
  reliability,
  sizeFigures,
  sizeTable,
} from './evaluation/figures.ts';
import { type Case, writeHtmlReport } from './evaluation/html-report.ts';
import { matchFaces } from './evaluation/match-faces.ts';
import { isMain } from './support/is-main.ts';
import {
  engineOption,
  modelsOption,
  parseOptions,
  photographOptions,
  usage,
} from './support/options.ts';
import { progressBar } from './support/progress.ts';
import { modelsFolder, publishedIds } from './support/published-models.ts';
import { reportFailure } from './support/report-failure.ts';

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
  backgroundThreshold: z.coerce
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("highest background score of a face; the published classifier's own where absent"),
  engine: engineOption,
  models: modelsOption,
  json: z.string().optional().describe('file for the figures'),
  html: z.string().optional().describe('file for a report with the worst cases'),
});

/** What `--json` writes: the figures and all that is needed to get them again. */
export interface EvaluationRecord {
  /** ISO 8601. */
  readonly createdAt: string;
  readonly data: readonly string[];
  /** Further data, dealt after the first ones. */
  readonly add: readonly string[];
  readonly only: string;
  readonly split: string;
  readonly seed: number;
  readonly search: Search;
  readonly models: Record<'face-finder' | 'mask-classifier', string>;
  readonly figures: EvaluationFigures;
}

export interface Evaluation {
  readonly figures: EvaluationFigures;
  readonly cases: readonly Case[];
}

/** Counts over photographs; unreadable ones are counted and left out. */
export async function evaluate(
  detector: Detector,
  photographs: readonly AnnotatedPhotograph[],
  search: Search,
): Promise<Evaluation> {
  const outcomes: Outcome[] = [];
  const cases: Case[] = [];
  let [unreadable, unmatched, unmatchedLarge] = [0, 0, 0];
  const progress = progressBar('Judging', photographs.length);
  for (const photograph of photographs) {
    const { file, faces } = photograph;
    const result = await checkPicture(detector, file, search);
    progress.step();
    if ('error' in result) {
      unreadable++;
      continue;
    }
    const longer = Math.max(result.width, result.height);
    const matched = matchFaces(photograph, result.faces);
    faces.forEach(({ label, box }, i) => {
      const judged = matched.judged[i] ?? null;
      const heightRatio = box.height / longer;
      outcomes.push({ truth: label, heightRatio, judged });
      cases.push({ file, box, truth: label, heightRatio, judged });
    });
    for (const judged of matched.unmatched) {
      const heightRatio = judged.box.height / longer;
      cases.push({ file, box: judged.box, truth: null, heightRatio, judged });
    }
    unmatched += matched.unmatched.length;
    unmatchedLarge += matched.unmatched.filter(
      ({ box }) => box.height >= LARGE_FACE_RATIO * longer,
    ).length;
  }
  progress.end();
  const pictures = photographs.length - unreadable;
  const large = outcomes.filter(({ heightRatio }) => heightRatio >= LARGE_FACE_RATIO);
  const figures = {
    pictures,
    unreadable,
    large: sizeFigures(large, unmatchedLarge, pictures),
    all: sizeFigures(outcomes, unmatched, pictures),
    bySize: sizeTable(outcomes),
    reliability: reliability(outcomes),
  };
  return { figures, cases };
}

/** The published models, but for what the options say. */
async function openVariant(options: z.infer<typeof evaluateOptions>): Promise<Detector> {
  const { finder, classifier } = await loadModels(modelsFolder(options.models));
  const { crop, thresholds } = classifier.manifest;
  const manifest = {
    ...classifier.manifest,
    crop: { ...crop, sideRatio: options.sideRatio ?? crop.sideRatio },
    thresholds: { ...thresholds, background: options.backgroundThreshold ?? thresholds.background },
  };
  const detector = createDetector({ finder, classifier: { ...classifier, manifest } });
  const { faceThreshold } = options;
  if (faceThreshold === undefined) return detector;
  return {
    ...detector,
    detect: (frame, rest) => detector.detect(frame, { ...rest, faceThreshold }),
  };
}

async function main(): Promise<void> {
  const options = parseOptions(evaluateOptions, process.argv.slice(2));
  await loadEngine(options.engine);
  const detector = await openVariant(options);
  const { chosen, copies } = await choosePhotographs(options);
  const { figures, cases } = await evaluate(detector, chosen, options.search);
  if (options.html) {
    const title = `${options.data.map((d) => path.basename(d)).join(', ')}: ${options.only}, ${options.search}`;
    await writeHtmlReport(options.html, title, figures, cases);
  }
  if (options.json) {
    const record: EvaluationRecord = {
      createdAt: new Date().toISOString(),
      data: options.data.map((folder) => path.basename(folder)),
      add: options.add.map((folder) => path.basename(folder)),
      only: options.only,
      split: options.split,
      seed: options.seed,
      search: options.search,
      models: await publishedIds(options.models),
      figures,
    };
    await writeFile(options.json, `${JSON.stringify(record, null, 1)}\n`);
  }
  console.log(`${copies} copies of other photographs left out`);
  console.log(formatFigures(figures));
  detector.dispose();
}

if (isMain(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    reportFailure(error, usage('npm run evaluate -- --data DIR [flags]', evaluateOptions));
  }
}
