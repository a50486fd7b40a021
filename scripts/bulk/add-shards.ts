import { createHash } from 'node:crypto';
import type { BulkQueue } from './queue.ts';
import { pack, shardId } from './shard-job.ts';

/** Shards that go to Redis at once. */
const AT_ONCE = 50;

export interface Added {
  readonly pictures: number;
  readonly shards: number;
  /** Shards that had failed and are tried again. */
  readonly again: number;
}

/**
 * Puts a list into the queue, shard by shard. A shard that is there already, whatever became of it,
 * is not added again, but one that failed gets new attempts.
 * @param size pictures a shard
 */
export async function addShards(
  queue: BulkQueue,
  names: AsyncIterable<string>,
  size: number,
): Promise<Added> {
  const again = await queue.getFailedCount();
  if (again > 0) await queue.retryJobs({ state: 'failed' });
  let pictures = 0;
  let shards = 0;
  let waiting: Parameters<BulkQueue['addBulk']>[0] = [];
  let shard: string[] = [];
  const endShard = () => {
    const hash = createHash('sha256').update(shard.join('\n')).digest('hex').slice(0, 16);
    const data = { pictures: shard.length, names: pack(shard) };
    waiting.push({ name: 'shard', data, opts: { jobId: shardId(shards, hash) } });
    pictures += shard.length;
    shards++;
    shard = [];
  };
  const send = async () => {
    await queue.addBulk(waiting);
    waiting = [];
  };
  for await (const name of names) {
    shard.push(name);
    if (shard.length === size) endShard();
    if (waiting.length === AT_ONCE) await send();
  }
  if (shard.length > 0) endShard();
  if (waiting.length > 0) await send();
  return { pictures, shards, again };
}
