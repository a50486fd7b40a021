import { gunzipSync, gzipSync } from 'node:zlib';

/** A shard of a list, as it lies in the queue. */
export interface ShardJob {
  readonly pictures: number;
  /** The names, packed. */
  readonly names: string;
}

/** What a worker made of a shard. */
export interface ShardResult {
  readonly pictures: number;
  /** A line of JSON a picture, in the order of the names, packed. */
  readonly results: string;
}

/** Shards of any list begin so. */
export const SHARD_PREFIX = 'shard-';
/** Digits of a shard's number, so that the order of their ids is that of the list. */
const DIGITS = 8;

/** The same part of the same list has the same id, so that it is in the queue once. */
export function shardId(index: number, hash: string): string {
  return `${SHARD_PREFIX}${String(index).padStart(DIGITS, '0')}-${hash}`;
}

/** Packs lines as base64 of gzip: names and results are a fifth of their size, or less, in Redis. */
export function pack(lines: readonly string[]): string {
  return gzipSync(lines.join('\n')).toString('base64');
}

export function unpack(packed: string): string[] {
  return gunzipSync(Buffer.from(packed, 'base64')).toString('utf8').split('\n');
}
