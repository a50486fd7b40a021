import path from 'node:path';
import { Job } from 'bullmq';
import { resultRows } from '../../lib/stills/result-rows.ts';
import type { StillResult } from '../../lib/stills/still-result.ts';
import { createResultFile } from '../check/long-list/result-file.ts';
import {
  addResult,
  emptySummary,
  picturesASecond,
  type Summary,
} from '../check/long-list/summary.ts';
import { writeWhole } from '../support/write-whole.ts';
import { createParquetFile } from './parquet-file.ts';
import type { BulkQueue } from './queue.ts';
import { SHARD_PREFIX, type ShardJob, type ShardResult, unpack } from './shard-job.ts';

export interface Collected {
  readonly summary: Summary;
  /** Time from the first shard's start to the last one's end. */
  readonly seconds: number;
  /** Shards whose results were written. */
  readonly shards: number;
  /** Shards that are not done, or failed. */
  readonly missing: number;
}

/**
 * Writes the results of all finished shards, in the order of the list: `results.jsonl`, a line a
 * picture; `results.parquet`, a row a face; `summary.json`.
 */
export async function collect(queue: BulkQueue, folder: string): Promise<Collected> {
  const shardsIn = async (...states: Parameters<BulkQueue['getRanges']>[0]) =>
    (await queue.getRanges(states, 0, -1)).filter((id) => id.startsWith(SHARD_PREFIX));
  const missing = await shardsIn('waiting', 'active', 'delayed', 'failed');
  const ids = (await shardsIn('completed')).sort();
  const lines = await createResultFile(path.join(folder, 'results.jsonl'));
  const table = createParquetFile(path.join(folder, 'results.parquet'));
  const summary = emptySummary();
  let [first, last] = [Infinity, 0];
  try {
    for (const id of ids) {
      const job = await Job.fromId<ShardJob, ShardResult>(queue, id);
      if (!job) throw new Error(`${id} has left the queue meanwhile`);
      first = Math.min(first, job.processedOn ?? Infinity);
      last = Math.max(last, job.finishedOn ?? 0);
      for (const result of resultsOf(job)) {
        addResult(summary, result);
        await lines.add(result);
        await table.add(resultRows(result));
      }
    }
    await lines.finish();
    await table.finish();
  } catch (error) {
    await lines.drop();
    await table.drop();
    throw error;
  }
  const seconds = ids.length === 0 ? 0 : (last - first) / 1000;
  const figures = {
    ...summary,
    picturesASecond: picturesASecond(summary.pictures, seconds),
    shards: ids.length,
    missingShards: missing.length,
  };
  await writeWhole(path.join(folder, 'summary.json'), `${JSON.stringify(figures, null, 2)}\n`);
  return { summary, seconds, shards: ids.length, missing: missing.length };
}

function resultsOf({ id, data, returnvalue }: Job<ShardJob, ShardResult>): StillResult[] {
  const results = unpack(returnvalue.results).map((line) => JSON.parse(line) as StillResult);
  if (results.length !== data.pictures) {
    throw new Error(`${id} has ${results.length} results for ${data.pictures} pictures`);
  }
  return results;
}
