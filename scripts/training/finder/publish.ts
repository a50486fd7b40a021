import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { FaceFinderManifest } from '../../../lib/vision/model/manifest.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import { publishedOptions, runBefore } from '../publish/published-options.ts';
import type { FinderFigures, FinderMeasurement } from './measure.ts';
import type { FinderOptions } from './options.ts';
import { writeFinder } from './write-finder.ts';

/** False boxes of 8% and more that a photograph may have on average, when the threshold is chosen. */
const FALSE_BOXES = 0.25;

/**
 * Stores a trained finder with the threshold that validation chose, as one step.
 * @param before the run that the finder in place came from, where this one began with it
 */
export async function publishFinder(
  weights: NamedWeights,
  options: FinderOptions,
  validation: FinderMeasurement,
  test: FinderMeasurement,
  before: FaceFinderManifest['training'],
): Promise<void> {
  const threshold = options.scoreThreshold || chooseThreshold(validation.large).threshold;
  const folder = path.join(options.models, 'face-finder');
  const bytes = await writeFinder(folder, weights, {
    scoreThreshold: threshold,
    zoomedScoreThreshold: Math.max(threshold, options.zoomedScoreThreshold),
    training: {
      ...publishedOptions(options),
      ...(before && { startedFrom: runBefore(before, options.name) }),
      tfjs: tf.version.tfjs,
    },
    metrics: { test },
  });
  console.log(`${folder}: ${(bytes / 1e3).toFixed(0)} kB, score threshold ${threshold}`);
}

/** The lowest threshold, and so the best recall, that keeps false boxes few. */
function chooseThreshold(table: readonly FinderFigures[]): FinderFigures {
  const fine = table.find(({ falseLarge }) => falseLarge <= FALSE_BOXES);
  return fine ?? (table[table.length - 1] as FinderFigures);
}
