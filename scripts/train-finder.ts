/**
 * `npm run train:finder -- --data DIR [--data DIR ...]`: trains BlazeFace further on photographs with
 * Pascal VOC boxes and on portraits of class folders, masked faces above all, and with --publish puts it
 * in public/models.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readDatasets } from './data/dataset.ts';
import type { Split } from './data/split.ts';
import { leftOutLine, splitPhotographs } from './data/split-photographs.ts';
import { engineSpeed, loadEngine } from './engine/engine.ts';
import { isMain } from './support/is-main.ts';
import {
  addOption,
  dataOption,
  engineOption,
  modelsOption,
  parseOptions,
  splitOption,
  usage,
} from './support/options.ts';
import { reportFailure } from './support/report-failure.ts';
import { mixWeights } from './training/blend.ts';
import { originalWeights } from './training/finder/fine-head.ts';
import { fitFinder } from './training/finder/fit.ts';
import { formatSizes, measureSizes } from './training/finder/measure.ts';
import { loadMarkedImages } from './training/finder/photographs.ts';
import { publishFinder } from './training/finder/publish.ts';
import { startFinder } from './training/finder/start.ts';

export const finderOptions = z.object({
  data: dataOption,
  add: addOption,
  name: z.string().default('face-finder').describe('folder of the run under runs/'),
  engine: engineOption,
  split: splitOption,
  seed: z.coerce.number().int().min(0).default(1).describe('of the split and of all chance'),
  start: z
    .enum(['pretrained', 'published'])
    .default('pretrained')
    .describe("the network to begin with: BlazeFace as its authors trained it, or the site's"),
  epochs: z.coerce.number().int().min(1).max(1000).default(7),
  viewsPerPhotograph: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(2)
    .describe('with drawn boxes, an epoch; a portrait has one'),
  batchSize: z.coerce.number().int().min(1).max(256).default(16).describe('views a step'),
  learningRate: z.coerce.number().positive().max(1).default(1.5e-4).describe('peak'),
  fineLearningRate: z.coerce
    .number()
    .positive()
    .max(1)
    .default(1e-3)
    .describe('peak, of the head at stride 8, which is not pretrained'),
  frozenStages: z.coerce
    .number()
    .int()
    .min(0)
    .max(4)
    .default(0)
    .describe('stages kept as they were, from the picture inwards; the first costs most to train'),
  warmup: z.coerce.number().min(0).max(0.9).default(0.1).describe('part of the run'),
  averaging: z.coerce
    .number()
    .min(0)
    .max(0.9999)
    .default(0.998)
    .describe('decay of the moving average of the weights that is tested and published'),
  startShare: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe(
      'of the weights that the run began with, mixed into the trained ones: what it learnt new weighs ' +
        'less against what it knew; best chosen on validation',
    ),
  maxPhotographs: z.coerce.number().int().min(0).default(0).describe('for trials; 0: all'),
  cache: z.string().default('.cache').describe('folder of intermediate results'),
  models: modelsOption,
  scoreThreshold: z.coerce
    .number()
    .min(0)
    .max(0.99)
    .default(0)
    .describe(
      'of the published finder, best chosen by evaluate --only validation; 0: the lowest of a few that ' +
        'gives few false boxes on validation',
    ),
  zoomedScoreThreshold: z.coerce
    .number()
    .min(0)
    .max(0.99)
    .default(0.6)
    .describe(
      'of the published finder where a picture is looked at in zoomed views too; chosen by evaluate --only validation --search zoomed --face-threshold T',
    ),
  publish: z
    .boolean()
    .default(false)
    .describe('put the finder in place of the old one; compare them with evaluate first'),
  resume: z.boolean().default(false).describe('go on where the run of that name stopped'),
});
export type FinderOptions = z.infer<typeof finderOptions>;

export async function trainFinder(options: FinderOptions): Promise<void> {
  const runFolder = path.join('runs', options.name);
  await mkdir(runFolder, { recursive: true });
  const engine = await loadEngine(options.engine);
  console.log(`${engine.description}, ${(await engineSpeed()).toFixed(1)} GFLOP/s`);

  const { photographs, skipped } = await readDatasets(options.data, options.add);
  const splits = await splitPhotographs(photographs, options);
  const part = (split: Split) =>
    photographs.filter((_, i) => splits[i] === split).slice(0, options.maxPhotographs || undefined);
  const annotated = (split: Split) => part(split).filter((p) => p.kind === 'annotated');
  if (leftOutLine(splits)) console.log(leftOutLine(splits));
  const start = await startFinder(options);
  const readImages = async () => {
    const { images, leftOut } = await loadMarkedImages(part('train'), start.weights);
    console.log(`${images.length} photographs to train on, ${skipped.length + leftOut} left out`);
    return images;
  };
  const before = originalWeights(start.weights);
  const trained = await fitFinder(start.weights, readImages, options, runFolder);
  // The head at stride 8 has no weights from before.
  const mixed = mixWeights(before, originalWeights(trained), options.startShare);
  const weights = { ...trained, ...mixed };

  const validation = await measureSizes(weights, annotated('validation'));
  const test = await measureSizes(weights, annotated('test'));
  await writeFile(path.join(runFolder, 'test.json'), JSON.stringify({ validation, test }, null, 1));
  console.log(`Validation\n${formatSizes(validation)}\nTest\n${formatSizes(test)}`);
  if (options.publish) await publishFinder(weights, options, validation, test, start.training);
}

if (isMain(import.meta.url)) {
  try {
    await trainFinder(parseOptions(finderOptions, process.argv.slice(2)));
  } catch (error) {
    reportFailure(error, usage('npm run train:finder -- --data DIR [flags]', finderOptions));
  }
}
