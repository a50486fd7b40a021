import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { downloadFile, HubApiError, type PathInfo, pathsInfo } from '@huggingface/hub';
import { progressBar } from '../../support/progress.ts';

const HUB = 'https://huggingface.co';
const MEGABYTE = 1e6;

/**
 * A file of a public repository of the Hugging Face hub, downloaded once and kept, its SHA-256 checked on
 * every use. A download that stopped goes on where it was. `HF_ENDPOINT` names another hub.
 * @param cache folder of downloads
 * @returns where it lies
 * @throws Error that says what to do where there is no network, no such file, or another content
 */
export async function hubFile(repository: string, file: string, cache: string): Promise<string> {
  const hubUrl = process.env.HF_ENDPOINT ?? HUB;
  const target = path.join(cache, 'hub', repository.replace('/', '--'), file);
  if (await isWhole(target)) return target;
  const byHand =
    `Download ${hubUrl}/${repository}/resolve/main/${file} on a machine that has a network ` +
    `and pass it with --weights`;
  try {
    await download({ repository, file, hubUrl, target });
  } catch (cause) {
    throw new Error(`${repository} from ${hubUrl}: ${explain(cause)}. ${byHand}`, { cause });
  }
  return target;
}

/** Written beside a whole file. */
const checksumFile = (target: string) => `${target}.sha256`;

async function isWhole(target: string): Promise<boolean> {
  const expected = await readFile(checksumFile(target), 'utf8').catch(() => null);
  return expected !== null && (await sha256(target)) === expected.trim();
}

interface Download {
  readonly repository: string;
  readonly file: string;
  readonly hubUrl: string;
  readonly target: string;
}

async function download({ repository, file, hubUrl, target }: Download): Promise<void> {
  const repo = { type: 'model', name: repository } as const;
  const [info] = await pathsInfo({ repo, paths: [file], hubUrl });
  if (!info?.lfs) throw new Error(`there is no large file ${file} in it`);
  const { oid, size } = info.lfs;

  await mkdir(path.dirname(target), { recursive: true });
  // The content's name is in the part's: what another version left is not gone on with.
  const part = `${target}.${oid.slice(0, 16)}.part`;
  const done = (await stat(part).catch(() => ({ size: 0 }))).size;
  if (done < size) {
    // Without Xet's protocol, which cannot start in the middle.
    const blob = await downloadFile({ repo, path: file, hubUrl, xet: false });
    if (!blob) throw new Error(`there is no ${file} in it`);
    await append(part, Readable.fromWeb(blob.slice(done).stream() as ReadableStream), {
      done,
      size,
      title: repository,
    });
  }
  await checkPart(part, info.lfs);
  await rename(part, target);
  await writeFile(checksumFile(target), `${oid}\n`);
}

async function append(
  part: string,
  bytes: Readable,
  { done, size, title }: { done: number; size: number; title: string },
): Promise<void> {
  const progress = progressBar(`${title}, MB`, Math.ceil((size - done) / MEGABYTE));
  let [received, shown] = [0, 0];
  async function* counted(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      received += chunk.byteLength;
      while (shown * MEGABYTE < received) {
        progress.step();
        shown += 1;
      }
      yield chunk;
    }
  }
  const output = createWriteStream(part, { flags: 'a' });
  await pipeline(bytes, counted, output).finally(() => progress.end());
}

async function checkPart(part: string, { oid, size }: NonNullable<PathInfo['lfs']>): Promise<void> {
  const received = (await stat(part)).size;
  if (received < size) {
    throw new Error(
      `the connection ended after ${received} of ${size} bytes: start again to go on`,
    );
  }
  if (received === size && (await sha256(part)) === oid) return;
  await rm(part);
  throw new Error('what came has another SHA-256 than the hub names, and was thrown away');
}

async function sha256(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch {
    return null;
  }
  return hash.digest('hex');
}

function explain(error: unknown): string {
  if (error instanceof HubApiError) return `it answers ${error.statusCode} (${error.message})`;
  if (!(error instanceof Error)) return String(error);
  if (error.message === 'fetch failed') {
    return `cannot be reached (${error.cause instanceof Error ? error.cause.message : 'no network'})`;
  }
  return error.message;
}
