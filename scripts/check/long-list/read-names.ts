import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { WrongUse } from '../../support/wrong-use.ts';

/** A part of a list: of `of` shards the `index`-th, from 1. */
export interface ShardChoice {
  readonly index: number;
  readonly of: number;
}

/**
 * Reads `i/n`, e.g. `2/8`.
 * @throws Error for anything but whole numbers with 1 <= i <= n
 */
export function parseShard(text: string): ShardChoice {
  const [, index, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (!index || !of || index > of) {
    throw new Error(`${text} is no shard: write i/n, whole numbers with 1 <= i <= n, e.g. 2/8`);
  }
  return { index, of };
}

/**
 * The names of a list, one a line, as they come. Empty lines are passed over. A shard has each n-th
 * name, so that all shards are as large whatever the list's order.
 * @param list a file, or `-` for the standard input
 * @throws WrongUse where the file cannot be read
 */
export async function* readNames(list: string, shard?: ShardChoice): AsyncGenerator<string> {
  let n = 0;
  for await (const line of await linesOf(list)) {
    const name = (n === 0 ? line.replace(/^\uFEFF/, '') : line).replace(/\r$/, '');
    if (name === '') continue;
    if (!shard || n % shard.of === shard.index - 1) yield name;
    n++;
  }
}

async function linesOf(list: string): Promise<AsyncIterable<string>> {
  if (list === '-') return createInterface({ input: process.stdin, crlfDelay: Infinity });
  const file = await open(list).catch((cause: Error) => {
    throw new WrongUse(`The list cannot be read: ${cause.message}`, { cause });
  });
  return file.readLines();
}
