import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCheckpoint, saveCheckpoint } from '@/scripts/training/optimiser/checkpoint';
import { temporaryFolder } from '../../../support/temporary-folder';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

interface State {
  readonly epoch: number;
}

async function save(folder: string, epoch: number): Promise<void> {
  await saveCheckpoint<State>(folder, { state: { epoch }, tensors: { w: tf.scalar(epoch) } });
}

async function epochIn(folder: string): Promise<number | undefined> {
  const checkpoint = await loadCheckpoint<State>(folder);
  if (checkpoint)
    expect(await checkpoint.tensors.w?.data()).toEqual(Float32Array.of(checkpoint.state.epoch));
  return checkpoint?.state.epoch;
}

describe('a checkpoint', () => {
  it('is restored exactly', async () => {
    const folder = path.join(await temporaryFolder(), 'run', 'last');
    const values = Float32Array.of(Math.PI, -1e-30, 3e38, 0);
    const tensors = {
      'weight:conv1/kernel': tf.tensor(values, [2, 2]),
      'head:000': tf.scalar(7, 'int32'),
      empty: tf.zeros([0, 3]),
    };
    const state = { epoch: 3, history: [{ loss: 0.1 + 0.2 }] };
    await saveCheckpoint(folder, { state, tensors });

    const checkpoint = await loadCheckpoint<typeof state>(folder);
    expect(checkpoint?.state).toEqual(state);
    expect(Object.keys(checkpoint?.tensors ?? {})).toEqual(Object.keys(tensors));
    const kernel = checkpoint?.tensors['weight:conv1/kernel'];
    expect(kernel?.shape).toEqual([2, 2]);
    expect(await kernel?.data()).toEqual(values);
    expect(checkpoint?.tensors['head:000']?.dtype).toBe('int32');
    expect(checkpoint?.tensors.empty?.shape).toEqual([0, 3]);
  });

  it('is replaced by the next, which leaves no other files', async () => {
    const run = await temporaryFolder();
    await save(path.join(run, 'last'), 1);
    await save(path.join(run, 'last'), 2);
    expect(await epochIn(path.join(run, 'last'))).toBe(2);
    expect(await readdir(run)).toEqual(['last']);
  });

  it('is null if there is none', async () => {
    expect(await loadCheckpoint(path.join(await temporaryFolder(), 'last'))).toBeNull();
  });
});

describe('a run that is killed', () => {
  it('while writing keeps the previous checkpoint', async () => {
    const folder = path.join(await temporaryFolder(), 'last');
    await save(folder, 1);
    await mkdir(`${folder}.new`);
    await writeFile(path.join(`${folder}.new`, 'tensors.bin'), 'half');
    expect(await epochIn(folder)).toBe(1);
    await save(folder, 2);
    expect(await epochIn(folder)).toBe(2);
  });

  it('between the two renames keeps the previous checkpoint', async () => {
    const folder = path.join(await temporaryFolder(), 'last');
    await save(folder, 1);
    await rename(folder, `${folder}.old`);
    expect(await epochIn(folder)).toBe(1);
    await save(folder, 2);
    expect(await epochIn(folder)).toBe(2);
  });
});
