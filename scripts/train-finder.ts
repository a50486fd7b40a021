/**
 * `npm run train:finder -- --data DIR [--data DIR ...]`: continues the training of BlazeFace on
 * photographs with boxes and on portraits of class folders, mainly masked faces. With --publish it
 * writes the finder to public/models.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readDatasets } from './data/dataset.ts';
import type { Split } from './data/split.ts';
import { leftOutLine, splitPhotographs } from './data/split-photographs.ts';
import { engineSpeed, loadEngine } from './engine/engine.ts';
import { parseOptions, usage } from './support/options.ts';
import { runCommand } from './support/run-command.ts';
import { mixWeights } from './training/blend.ts';
import { originalWeights } from './training/finder/fine-head.ts';
import { fitFinder } from './training/finder/fit.ts';
import { formatSizes, measureSizes } from './training/finder/measure.ts';
import { type FinderOptions, finderOptions } from './training/finder/options.ts';
import { loadMarkedImages } from './training/finder/photographs.ts';
import { publishFinder } from './training/finder/publish.ts';
import { startFinder } from './training/finder/start.ts';

export async function trainFinder(options: FinderOptions): Promise<void> {
  const runFolder = path.join('runs', options.name);
  await mkdir(runFolder, { recursive: true });
  const engine = await loadEngine(options.engine);
  console.log(`${engine.description}, ${(await engineSpeed()).toFixed(1)} GFLOP/s`);

  const { photographs, skipped } = await readDatasets(options.data, options.add, {
    labels: options.label,
    cache: options.cache,
  });
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
  // The head at stride 8 has no earlier weights.
  const mixed = mixWeights(before, originalWeights(trained), options.startShare);
  const weights = { ...trained, ...mixed };

  const validation = await measureSizes(weights, annotated('validation'));
  const test = await measureSizes(weights, annotated('test'));
  await writeFile(path.join(runFolder, 'test.json'), JSON.stringify({ validation, test }, null, 1));
  console.log(`Validation\n${formatSizes(validation)}\nTest\n${formatSizes(test)}`);
  if (options.publish) await publishFinder(weights, options, validation, test, start.training);
}

await runCommand(
  import.meta.url,
  () => trainFinder(parseOptions(finderOptions, process.argv.slice(2))),
  () => usage('npm run train:finder -- --data DIR [flags]', finderOptions),
);
