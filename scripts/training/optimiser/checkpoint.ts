import { open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { readBytes } from '../../support/read-bytes.ts';
import { swapInFolder } from '../../support/swap-in-folder.ts';

/** Tensors and plain state of a run after an epoch. */
export interface Checkpoint<State> {
  readonly state: State;
  readonly tensors: Record<string, tf.Tensor>;
}

/** Writes aside, then swaps in: a run that is killed while writing keeps the epoch before. */
export async function saveCheckpoint<State>(
  folder: string,
  { state, tensors }: Checkpoint<State>,
): Promise<void> {
  const { data, specs } = await tf.io.encodeWeights(tensors);
  await swapInFolder(folder, async (aside) => {
    await writeFile(path.join(aside, 'tensors.bin'), new Uint8Array(data));
    await writeFile(path.join(aside, 'state.json'), JSON.stringify({ state, specs }));
  });
}

/** The newest whole checkpoint, or null where there is none. */
export async function loadCheckpoint<State>(folder: string): Promise<Checkpoint<State> | null> {
  for (const candidate of [folder, `${folder}.old`]) {
    const json = await readFile(path.join(candidate, 'state.json'), 'utf8').catch(() => null);
    if (json === null) continue;
    const { state, specs } = JSON.parse(json) as {
      state: State;
      specs: tf.io.WeightsManifestEntry[];
    };
    const bytes = await readWhole(path.join(candidate, 'tensors.bin'));
    return { state, tensors: tf.io.decodeWeights(bytes, specs) };
  }
  return null;
}

/** A large network with its optimiser passes what Node reads at once. */
async function readWhole(name: string): Promise<ArrayBuffer> {
  const file = await open(name, 'r');
  try {
    return await readBytes(file, 0, (await file.stat()).size);
  } finally {
    await file.close();
  }
}
