import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  type JudgedStill,
  type StillResult,
  toJsonLines,
} from '../../../lib/stills/still-result.ts';
import { partOf } from '../../support/write-whole.ts';

/** A result as it is kept: without the time, so that the same pictures give the same file. */
type KeptResult = Exclude<StillResult, JudgedStill> | Omit<JudgedStill, 'ms'>;

/** A result as a line of JSON without the time that it took. */
export function keptLine(result: StillResult): string {
  const { ms: _, ...kept } = result as JudgedStill;
  return toJsonLines([kept as StillResult]);
}

/** The results of a file, up to a line that is no whole result. */
export async function* readResults(file: string): AsyncGenerator<StillResult> {
  const handle = await open(file);
  for await (const line of handle.readLines()) {
    const kept = parsed(line);
    if (!kept) return;
    yield 'error' in kept ? kept : { ...kept, ms: 0 };
  }
}

function parsed(line: string): KeptResult | null {
  try {
    return JSON.parse(line) as KeptResult;
  } catch {
    return null;
  }
}

/**
 * Results on their way into a file that appears when all are there. Until then they lie in
 * `FILE.ID.part`. Two processes that write the same file do not disturb each other.
 */
export interface ResultFile {
  add(result: StillResult): Promise<void>;
  /** Gives the file its name and deletes what stopped attempts left. */
  finish(): Promise<void>;
  /** Leaves the results for the next attempt. */
  leave(): Promise<void>;
  /** Deletes the results. */
  drop(): Promise<void>;
}

export async function createResultFile(file: string): Promise<ResultFile> {
  await mkdir(path.dirname(file), { recursive: true });
  const part = partOf(file);
  const handle: FileHandle = await open(part, 'wx');
  return {
    async add(result) {
      await handle.appendFile(keptLine(result));
    },
    async finish() {
      await handle.sync();
      await handle.close();
      await rename(part, file).catch((error: NodeJS.ErrnoException) => {
        // Another process has finished the same list.
        if (error.code !== 'ENOENT' || !existsSync(file)) throw error;
      });
      for (const left of await partsOf(file)) await rm(left, { force: true });
    },
    leave: () => handle.close(),
    async drop() {
      await handle.close();
      await rm(part, { force: true });
    },
  };
}

/** The longest part that a stopped attempt left. */
export async function longestPart(file: string): Promise<string | undefined> {
  const sized = await Promise.all(
    (await partsOf(file)).map(async (part) => ({ part, size: (await stat(part)).size })),
  );
  return sized.sort((a, b) => b.size - a.size)[0]?.part;
}

async function partsOf(file: string): Promise<string[]> {
  const folder = path.dirname(file);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.startsWith(`${path.basename(file)}.`) && name.endsWith('.part'))
    .map((name) => path.join(folder, name));
}
