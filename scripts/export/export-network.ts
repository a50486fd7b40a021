import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { swapInFolder } from '../support/swap-in-folder.ts';
import type { ExportedNetwork } from './exported-networks.ts';
import type { Batch, Format } from './format.ts';
import { goldenPictures, largestDifference } from './golden.ts';
import { npyFile } from './npy.ts';
import { trace } from './trace.ts';

/** What the site and an export may differ by, in logits and pixels; beyond 1, as a part of the value. */
export const TOLERANCE = 1e-3;

export interface Exported {
  readonly folder: string;
  /** Largest difference from the site's output on the golden pictures; absent where nothing could be run. */
  readonly difference?: number;
  /** Why nothing could be run. */
  readonly missing?: string;
}

/**
 * Writes a network with golden input and output beside it, runs what it wrote, and only then puts it in
 * place. The current backend computes the golden output.
 * @throws Error where the written network computes something else
 */
export async function exportNetwork(
  network: ExportedNetwork,
  format: Format,
  folder: string,
  seed: number,
): Promise<Exported> {
  const { name, outputName } = network;
  const graph = await trace(network.weights, network.inputShape, network.output);
  const input = goldenPictures(network.inputShape, seed);
  const output = await siteOutput(network, input);
  let exported: Exported = { folder };
  await swapInFolder(folder, async (aside) => {
    const files = {
      ...format.files(graph, outputName),
      'golden-input.npy': npyFile(input),
      'golden-output.npy': npyFile(output),
      'about.json': `${JSON.stringify(network.about, null, 1)}\n`,
    };
    for (const [file, content] of Object.entries(files)) {
      await writeFile(path.join(aside, file), content);
    }
    const ran = await format.run(aside, outputName, input);
    if ('missing' in ran) {
      exported = { folder, missing: ran.missing };
      return;
    }
    const difference = largestDifference(ran.values, output.values);
    if (difference > TOLERANCE) {
      const by = difference.toPrecision(2);
      throw new Error(`${name}: the written network differs from the site's by ${by}`);
    }
    exported = { folder, difference };
  });
  return exported;
}

/** What the site computes. */
export async function siteOutput(network: ExportedNetwork, input: Batch): Promise<Batch> {
  const output = tf.tidy(() =>
    network.output(tf.tensor4d(input.values, [...input.shape] as [number, number, number, number])),
  );
  const batch = { shape: output.shape, values: new Float32Array(await output.data()) };
  output.dispose();
  return batch;
}
