import { readdir, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, it, vi } from 'vitest';
import type { FaceFinder } from '@/lib/vision/find/face-finder';
import { cutAll } from '@/scripts/data/crops/crop-set';
import { PATCH_BYTES } from '@/scripts/data/crops/crops';
import { readDatasets } from '@/scripts/data/dataset';
import { folderOf } from '../../support/folder-of';
import { blotches } from '../../support/made-pictures';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWasm } from '../../support/wasm';

beforeAll(useWasm);

/**
 * A fake finder: every picture has one face. It leaves out finding, because these tests cover the
 * files on disk.
 */
function wholePictureFinder() {
  const find = vi.fn(async () => [
    { box: { x: 20, y: 10, width: 100, height: 100 }, score: 0.9, landmarks: [] },
  ]);
  return { finder: { find } as unknown as FaceFinder, find };
}

const RULE = { sideRatio: 1.2, fill: 127 };

async function cutWith(folder: string, cache: string) {
  const { finder, find } = wholePictureFinder();
  const { photographs } = await readDatasets([folder], [], { cache });
  const set = await cutAll(photographs, finder, 'finder', RULE, cache);
  return { set, looked: find.mock.calls.length };
}

it('cuts once, and again after a photograph is replaced under the same name', async () => {
  const folder = await folderOf({
    'with_mask/0.png': await blotches(1),
    'with_mask/1.png': await blotches(2),
  });
  const cache = await temporaryFolder();
  const first = await cutWith(folder, cache);
  expect(first.looked).toBe(2);
  expect(first.set.patch(1)).not.toEqual(first.set.patch(0));
  expect((await cutWith(folder, cache)).looked).toBe(0);

  await writeFile(path.join(folder, 'with_mask/0.png'), await blotches(3));
  const again = await cutWith(folder, cache);
  expect(again.looked).toBe(2);
  expect(again.set.patch(0)).not.toEqual(first.set.patch(0));
  expect(again.set.patch(1)).toEqual(first.set.patch(1));
});

it('keeps the patches of the other photographs in place if one cannot be read', async () => {
  const folder = await folderOf({
    'with_mask/0.png': await blotches(1),
    'with_mask/1.png': 'no picture',
    'with_mask/2.png': await blotches(2),
  });
  const { set } = await cutWith(folder, await temporaryFolder());
  expect(set.crops.map(({ photograph }) => photograph)).toEqual([0, 2]);
  expect(set.skipped).toHaveLength(1);
  const alone = await cutWith(
    await folderOf({ 'with_mask/2.png': await blotches(2) }),
    await temporaryFolder(),
  );
  expect(set.patch(1)).toEqual(alone.set.patch(0));
  expect(set.patch(1)).toHaveLength(PATCH_BYTES);
});

it('lets two runs cut the same data at the same time, and leaves no partial file', async () => {
  const folder = await folderOf({ 'with_mask/0.png': await blotches(1) });
  const cache = await temporaryFolder();
  const [one, other] = await Promise.all([cutWith(folder, cache), cutWith(folder, cache)]);
  expect(one.set.patch(0)).toEqual(other.set.patch(0));
  expect((await readdir(cache)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('cuts again if the new photograph has the file size and time of the old one', async () => {
  const bitmap = (grey: number) =>
    sharp({ create: { width: 160, height: 120, channels: 3, background: { r: grey, g: 0, b: 0 } } })
      .tiff({ compression: 'none' })
      .toBuffer();
  const folder = await folderOf({ 'with_mask/0.tif': await bitmap(40) });
  const cache = await temporaryFolder();
  const first = await cutWith(folder, cache);
  const file = path.join(folder, 'with_mask/0.tif');
  const { size, atime, mtime } = await stat(file);
  await writeFile(file, await bitmap(200));
  await utimes(file, atime, mtime);
  expect((await stat(file)).size).toBe(size);
  expect((await stat(file)).mtime).toEqual(mtime);
  const again = await cutWith(folder, cache);
  expect(again.looked).toBe(1);
  expect(again.set.patch(0)).not.toEqual(first.set.patch(0));
});

it('cuts again if the stored patches are incomplete', async () => {
  const folder = await folderOf({
    'with_mask/0.png': await blotches(1),
    'with_mask/1.png': await blotches(2),
  });
  const cache = await temporaryFolder();
  const second = (await cutWith(folder, cache)).set.patch(1);
  const [patches] = (await readdir(cache)).filter((name) => name.endsWith('.bin'));
  await truncate(path.join(cache, patches as string), PATCH_BYTES + 7);
  const again = await cutWith(folder, cache);
  expect(again.looked).toBe(2);
  expect(Buffer.compare(again.set.patch(1), second)).toBe(0);
});
