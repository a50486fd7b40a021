import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadEngine } from '@/scripts/engine/engine';
import { isInstalled } from '@/scripts/engine/native-packages';
import { writeTensorboard } from '@/scripts/training/report/tensorboard';
import { temporaryFolder } from '../../../support/temporary-folder';

const HISTORY = [1, 2, 3].map((epoch) => ({
  epoch,
  trainLoss: 1 / epoch,
  trainAccuracy: 0.5,
  validationLoss: 2 / epoch,
  validationAccuracy: 0.25 * epoch,
  seconds: 1,
}));

it('writes nothing if TensorFlow for Node is not the engine', async () => {
  await loadEngine('wasm');
  const folder = await temporaryFolder();
  await writeTensorboard(folder, HISTORY);
  expect(await readdir(folder)).toEqual([]);
});

it("writes the epochs in TensorBoard's format, and replaces an earlier run's", async ({ skip }) => {
  skip(!isInstalled('node'), 'tfjs-node is not set up here (npm run setup:native)');
  await loadEngine('node');
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'tensorboard/train'), { recursive: true });
  await writeFile(path.join(folder, 'tensorboard/train/old'), '');
  await writeTensorboard(folder, HISTORY);
  for (const part of ['train', 'validation']) {
    const files = await readdir(path.join(folder, 'tensorboard', part));
    expect(files).toEqual([expect.stringContaining('tfevents')]);
    const content = await readFile(path.join(folder, 'tensorboard', part, files[0] as string));
    const texts = recordsOf(content).map((record) => record.toString('latin1'));
    expect(texts.filter((text) => text.includes('loss'))).toHaveLength(HISTORY.length);
    expect(texts.filter((text) => text.includes('accuracy'))).toHaveLength(HISTORY.length);
  }
});

/** TFRecord: length (8 bytes), its checksum (4), the record, its checksum (4). */
function recordsOf(file: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(file.readBigUInt64LE(at));
    records.push(file.subarray(at + 12, at + 12 + length));
    at += 12 + length + 4;
  }
  return records;
}
