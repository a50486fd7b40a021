import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Trial } from './definition.ts';
import { trialSettings } from './settings.ts';

const part = z.object({
  n: z.number(),
  /** 0 to 1 */
  accuracy: z.number(),
  /** Mean negative log-likelihood, nats. */
  loss: z.number(),
});
export type PartFigures = z.infer<typeof part>;

const trialFigures = z.object({
  /** Without dropout and augmentation. */
  train: part,
  validation: part,
  test: part,
  /** The test part of every data set of the sweep, including sets that were not trained on. */
  byDataset: z.record(z.string(), part),
  /** Number of trained weights. */
  trained: z.number(),
  /** Bytes of all weights, backbone and head, as float32. */
  bytes: z.number(),
  /** Time of the training and its test, on its share of the cores. */
  seconds: z.number(),
});
export type TrialFigures = z.infer<typeof trialFigures>;

const trialRecord = z.object({
  id: z.string(),
  settings: trialSettings,
  seed: z.number(),
  outcome: z.union([
    z.object({ figures: trialFigures }),
    /** The error message. */
    z.object({ error: z.string() }),
  ]),
});
export type TrialRecord = z.infer<typeof trialRecord>;

/** One file for each trial in `FOLDER/trials`. A file exists only for a finished trial. */
export interface TrialStore {
  read(trial: Trial): Promise<TrialRecord | null>;
  write(record: TrialRecord): Promise<void>;
}

export function trialStore(folder: string): TrialStore {
  const fileOf = (id: string) => path.join(folder, 'trials', `${id}.json`);
  return {
    async read({ id }) {
      const json = await readFile(fileOf(id), 'utf8').catch(() => null);
      return json === null ? null : trialRecord.parse(JSON.parse(json));
    },
    async write(record) {
      const file = fileOf(record.id);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(`${file}.part`, JSON.stringify(record, null, 1));
      await rename(`${file}.part`, file);
    },
  };
}
