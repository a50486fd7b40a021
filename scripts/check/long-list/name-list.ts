import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readNames } from './read-names.ts';

/** Names that lie in a file of their own, so that any number of them can be read twice. */
export interface NameList {
  readonly count: number;
  /** 16 hexadecimal digits of the SHA-256 of `salt` and all names. */
  readonly hash: string;
  read(): AsyncIterable<string>;
  /** Deletes the file. */
  drop(): Promise<void>;
}

/** Copies names into a temporary file and counts them. None may contain a line break. */
export async function keepNames(names: AsyncIterable<string>, salt: string): Promise<NameList> {
  const folder = await mkdtemp(path.join(tmpdir(), 'maskgate-list-'));
  const file = path.join(folder, 'names.txt');
  const hash = createHash('sha256').update(`${salt}\n`);
  let count = 0;
  const lines = async function* () {
    for await (const name of names) {
      hash.update(`${name}\n`);
      count++;
      yield `${name}\n`;
    }
  };
  const drop = () => rm(folder, { recursive: true, force: true });
  await pipeline(lines, createWriteStream(file)).catch(async (error: unknown) => {
    await drop();
    throw error;
  });
  return { count, hash: hash.digest('hex').slice(0, 16), read: () => readNames(file), drop };
}
