/**
 * `npm run evaluate -- --data DIR [--data DIR ...]`: finds and judges the faces of photographs with
 * Pascal VOC boxes, end to end, and counts. Published figures come from here.
 */
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { openDetector } from '../lib/vision/detector.ts';
import type { Detector } from '../lib/vision/detector-types.ts';
import { checkPicture } from './check.ts';
import {
  type EvaluationFigures,
  formatFigures,
  LARGE_FACE_RATIO,
  type Outcome,
  sizeFigures,
} from './evaluation/figures.ts';
import { matchFaces } from './evaluation/match-faces.ts';
import { isMain } from './is-main.ts';
import { engineOption, modelsOption, parseOptions, usage } from './options.ts';
import { progressBar } from './progress.ts';
import { modelsFolder } from './published-models.ts';
import { reportFailure } from './report-failure.ts';
import { type AnnotatedPhotograph, readDatasets } from './training/dataset.ts';
import { loadEngine } from './training/engine.ts';
import { splitPhotographs } from './training/split-photographs.ts';

const evaluateOptions = z.object({
  data: z.array(z.string()).min(1).describe('data folders; may stand several times'),
  only: z
    .enum(['all', 'train', 'validation', 'test'])
    .default('all')
    .describe('a part of the split that a training with the same folders and seed made'),
  seed: z.coerce.number().int().min(0).default(1).describe('of the split'),
  search: z
    .enum(['whole', 'zoomed'])
    .default('zoomed')
    .describe('as the live page looks, or as the check of stills does'),
  engine: engineOption,
  models: modelsOption,
  cache: z.string().default('.cache').describe('folder of intermediate results'),
  json: z.string().optional().describe('file for the figures'),
});

/** Counts over photographs; unreadable ones are counted and left out. */
export async function evaluate(
  detector: Detector,
  photographs: readonly AnnotatedPhotograph[],
  search: 'whole' | 'zoomed',
): Promise<EvaluationFigures> {
  const outcomes: Outcome[] = [];
  let [unreadable, unmatched, unmatchedLarge] = [0, 0, 0];
  const progress = progressBar('Judging', photographs.length);
  for (const { file, faces } of photographs) {
    const result = await checkPicture(detector, file, search);
    progress.step();
    if ('error' in result) {
      unreadable++;
      continue;
    }
    const longer = Math.max(result.width, result.height);
    const matched = matchFaces(faces, result.faces);
    faces.forEach(({ label, box }, i) => {
      outcomes.push({
        truth: label,
        heightRatio: box.height / longer,
        judged: matched.judged[i] ?? null,
      });
    });
    unmatched += matched.unmatched.length;
    unmatchedLarge += matched.unmatched.filter(
      ({ box }) => box.height >= LARGE_FACE_RATIO * longer,
    ).length;
  }
  progress.end();
  const pictures = photographs.length - unreadable;
  const large = outcomes.filter(({ heightRatio }) => heightRatio >= LARGE_FACE_RATIO);
  return {
    pictures,
    unreadable,
    large: sizeFigures(large, unmatchedLarge, pictures),
    all: sizeFigures(outcomes, unmatched, pictures),
  };
}

async function main(): Promise<void> {
  const options = parseOptions(evaluateOptions, process.argv.slice(2));
  await loadEngine(options.engine);
  const detector = await openDetector(modelsFolder(options.models));
  const { photographs } = await readDatasets(options.data);
  const splits =
    options.only === 'all'
      ? null
      : await splitPhotographs(photographs, options.seed, options.cache);
  const chosen = photographs.flatMap((photograph, i) =>
    photograph.kind === 'annotated' && (!splits || splits[i] === options.only) ? [photograph] : [],
  );
  if (chosen.length === 0) throw new Error('No photograph with boxes to evaluate on');
  const figures = await evaluate(detector, chosen, options.search);
  if (options.json) await writeFile(options.json, `${JSON.stringify(figures, null, 1)}\n`);
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
