import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { faceFinderManifest } from '../../../lib/vision/manifest.ts';
import type { NamedWeights } from '../../../lib/vision/weights.ts';
import type { FinderOptions } from '../../train-finder.ts';
import { encodeWeights, swapInModel } from '../model-writer.ts';
import { BLAZEFACE_ORIGIN } from '../pretrained/blazeface.ts';
import { publishedOptions } from '../published-options.ts';
import type { FinderFigures, FinderMeasurement } from './measure.ts';

/** False boxes of 8% and more that a photograph may have on average, when the threshold is chosen. */
const FALSE_BOXES = 0.25;

/** Stores a trained finder with the threshold that validation chose, as one step. */
export async function publishFinder(
  weights: NamedWeights,
  options: FinderOptions,
  validation: FinderMeasurement,
  test: FinderMeasurement,
): Promise<void> {
  const { file, entry } = await encodeWeights(weights, 'float16');
  const { threshold } = chooseThreshold(validation.table);
  const manifest = faceFinderManifest.parse({
    formatVersion: 1,
    createdAt: new Date().toISOString(),
    task: 'face-finder',
    network: 'blazeface-256',
    inputSize: 256,
    scoreThreshold: threshold,
    iouThreshold: 0.3,
    origin: BLAZEFACE_ORIGIN,
    weights: entry,
    training: {
      ...publishedOptions(options),
      tfjs: tf.version.tfjs,
    },
    metrics: { test: test.table.find((row) => row.threshold === threshold) },
  });
  const folder = path.join(options.models, 'face-finder');
  await swapInModel(folder, manifest, file);
  console.log(`${folder}: ${(file.byteLength / 1e3).toFixed(0)} kB, score threshold ${threshold}`);
}

/** The lowest threshold, and so the best recall, that keeps false boxes few. */
function chooseThreshold(table: readonly FinderFigures[]): FinderFigures {
  const fine = table.find(({ falseLarge }) => falseLarge <= FALSE_BOXES);
  return fine ?? (table[table.length - 1] as FinderFigures);
}
