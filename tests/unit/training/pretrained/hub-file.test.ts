import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { hubFile } from '@/scripts/training/pretrained/hub-file';
import { startHub } from '../../../support/hub-server';
import { temporaryFolder } from '../../../support/temporary-folder';

const REPOSITORY = 'timm/resnet18.tv_in1k';
const FILE = 'model.safetensors';
/** Too large for the hub's library to keep in memory: it asks for ranges. */
const BYTES = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 31) % 251));

async function start() {
  const hub = await startHub(REPOSITORY, FILE, BYTES);
  vi.stubEnv('HF_ENDPOINT', hub.url);
  return { hub, cache: await temporaryFolder() };
}

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

it('downloads once and keeps a file with the right checksum', async () => {
  const { hub, cache } = await start();
  const file = await hubFile(REPOSITORY, FILE, cache);
  expect((await readFile(file)).equals(BYTES)).toBe(true);
  const asked = hub.requests.length;
  expect(asked).toBeGreaterThan(0);

  expect(await hubFile(REPOSITORY, FILE, cache)).toBe(file);
  expect(hub.requests).toHaveLength(asked);

  await writeFile(file, BYTES.subarray(1));
  await hubFile(REPOSITORY, FILE, cache);
  expect((await readFile(file)).equals(BYTES)).toBe(true);
});

it('resumes a download where it stopped', async () => {
  const { hub, cache } = await start();
  hub.breakAfter = 1_200_000;
  await expect(hubFile(REPOSITORY, FILE, cache)).rejects.toThrow(/--weights/);
  const folder = path.join(cache, 'hub', 'timm--resnet18.tv_in1k');
  const [part] = await readdir(folder);
  const { length } = await readFile(path.join(folder, part as string));
  expect(length).toBeGreaterThan(0);
  expect(length).toBeLessThan(BYTES.length);

  hub.requests.length = 0;
  const file = await hubFile(REPOSITORY, FILE, cache);
  expect((await readFile(file)).equals(BYTES)).toBe(true);
  expect(hub.requests.at(-1)).toBe(`GET /store/1 bytes=${length}-${BYTES.length - 1}`);
  expect(await readdir(folder)).toEqual([FILE, `${FILE}.sha256`]);
});

it('discards a file with another checksum', async () => {
  const { hub, cache } = await start();
  hub.tampered = Buffer.from(BYTES).fill(0, 2_999_999);
  await expect(hubFile(REPOSITORY, FILE, cache)).rejects.toThrow(/another SHA-256/);
  hub.tampered = null;
  expect((await readFile(await hubFile(REPOSITORY, FILE, cache))).equals(BYTES)).toBe(true);
});

it('says what to do if the hub has no such repository, or cannot be reached', async () => {
  const { cache, hub } = await start();
  await expect(hubFile('timm/resnet19', FILE, cache)).rejects.toThrow(/answers 404.*--weights/);
  vi.stubEnv('HF_ENDPOINT', 'http://127.0.0.1:9');
  const offline = hubFile(REPOSITORY, FILE, cache);
  await expect(offline).rejects.toThrow(
    /cannot be reached.*Download http.*resnet18.tv_in1k\/resolve\/main\/model.safetensors.*--weights/,
  );
  expect(hub.requests.every((request) => !request.includes('resnet18'))).toBe(true);
});
