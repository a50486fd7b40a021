import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Box, intersectionOverUnion, type Size } from '../../lib/geometry.ts';
import { isJudged, type StillResult } from '../../lib/stills/still-result.ts';
import { openChecker } from '../../scripts/check/open-checker.ts';
import { parseAnnotation } from '../../scripts/data/readers/pascal-voc.ts';
import { launchChromium } from '../harness/chromium.ts';
import { maskedPhotographs, type Photograph } from '../harness/photographs.ts';
import {
  byFile,
  download,
  dropFiles,
  openStills,
  pastePicture,
  readStills,
  waitUntilJudged,
} from '../harness/stills-page.ts';
import { type MadeStill, madeStills, writeStills } from '../support/made-stills.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** `madeStills` adds 13 unusual pictures and 10 broken files to them. */
const PHOTOGRAPHS = 17;
const SAME_PLACE = 0.9;
const SAME_SCORE = 0.02;

const site = inject('siteUrl');
let browser: Browser;
/** The checker of `npm run check`. */
let check: (file: string) => Promise<StillResult>;
beforeAll(async () => {
  browser = await launchChromium();
  check = await openChecker({ engine: 'auto', models: 'public/models' });
});
afterAll(() => browser.close());

async function madeFolder(photographs: number): Promise<{ folder: string; stills: MadeStill[] }> {
  const folder = path.join(await temporaryFolder(), 'mixed');
  const stills = await madeStills(photographs);
  await writeStills(folder, stills);
  return { folder, stills };
}

/** Expects the faces that `npm run check` finds with its own code. */
async function expectSameAsCheck(
  results: ReadonlyMap<string, StillResult>,
  folder: string,
): Promise<void> {
  for (const [name, found] of results) {
    const expected = await check(path.join(folder, name));
    if (!isJudged(expected) || !isJudged(found)) {
      expect('error' in found && found.error.code, name).toBe(
        'error' in expected && expected.error.code,
      );
      continue;
    }
    expect([found.width, found.height], name).toEqual([expected.width, expected.height]);
    expect(found.faces.length, name).toBe(expected.faces.length);
    for (const face of expected.faces) {
      const overlap = ({ box }: typeof face) => intersectionOverUnion(box, face.box);
      const [same] = [...found.faces].sort((a, b) => overlap(b) - overlap(a));
      if (!same) throw new Error(`${name}: a face is missing`);
      expect(overlap(same), name).toBeGreaterThanOrEqual(SAME_PLACE);
      expect(Math.abs(same.faceScore - face.faceScore), name).toBeLessThanOrEqual(SAME_SCORE);
      expect(Math.abs(same.confidence - face.confidence), name).toBeLessThanOrEqual(SAME_SCORE);
      expect(same.label, name).toBe(face.label);
    }
  }
}

describe('the photographs page', () => {
  it('judges a picture, enlarges it and saves it with its box', async () => {
    const [photograph] = maskedPhotographs() as [Photograph];
    const page = await openStills(browser, site);
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: await photograph.load() });
    await waitUntilJudged(page, 1);
    const [still] = await readStills(page);
    expect(still).toMatchObject({ file: 'one.png', state: 'judged', error: undefined });
    expect(still?.labels).toContain('with_mask');

    await page.getByRole('button', { name: 'Enlarge one.png' }).click();
    const dialog = page.getByRole('dialog', { name: 'one.png' });
    const before = await dialog.locator('canvas').boundingBox();
    await page.keyboard.press('+');
    const after = await dialog.locator('canvas').boundingBox();
    expect(after?.width).toBeGreaterThan(1.4 * (before?.width ?? Number.POSITIVE_INFINITY));
    const png = await download(page, /save as png/i);
    const { format, width, height } = await sharp(png).metadata();
    expect([format, width, height]).toEqual(['png', photograph.width, photograph.height]);
    expect(await difference(png, await photograph.load())).toBeGreaterThan(0.5);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('judges a dropped folder as npm run check does, and explains bad files', async () => {
    const { folder, stills } = await madeFolder(PHOTOGRAPHS);
    const page = await openStills(browser, site);
    await dropFiles(page, [folder]);
    await waitUntilJudged(page, stills.length);

    const listed = new Map((await readStills(page)).map((still) => [still.file, still]));
    expect(listed.size).toBe(stills.length);
    for (const { name, error, faces } of stills) {
      const still = listed.get(`mixed/${name}`);
      expect(still?.error ?? null, name).toBe(error);
      expect(still?.labels.length, name).toBeGreaterThanOrEqual(faces);
      // In words, not as a code.
      if (error) expect(still?.text, name).toMatch(/[a-z]+ [a-z]+ [a-z]+.*\./);
      else if (still?.labels.length === 0) expect(still.text, name).toContain('No face found');
    }

    const json = String(await download(page, /json/i));
    await expectSameAsCheck(byFile(json, 'mixed'), folder);
    await expectSameTable(page, byFile(json));
    const pictures = unzipSync(new Uint8Array(await download(page, /pictures with boxes/i)));
    const good = stills.filter(({ error }) => error === null);
    expect(Object.keys(pictures)).toHaveLength(good.length);
    for (const picture of Object.values(pictures)) await sharp(picture).stats();

    await page.locator('label', { hasText: 'Problems' }).click();
    const problems = await readStills(page);
    expect(problems.length).toBeGreaterThanOrEqual(stills.length - good.length);
    expect(problems.every(({ labels }) => labels.length === 0)).toBe(true);
    await page.context().close();
  });

  it('never shows a picture under the name of another', async () => {
    const page = await openStills(browser, site);
    const plain = (background: string) =>
      sharp({ create: { width: 300, height: 200, channels: 3, background } })
        .png()
        .toBuffer();
    await page.locator('input[type=file][multiple]').setInputFiles([
      { name: 'red.png', mimeType: 'image/png', buffer: await plain('#ff0000') },
      { name: 'blue.png', mimeType: 'image/png', buffer: await plain('#0000ff') },
    ]);
    await waitUntilJudged(page, 2);
    await page.getByRole('button', { name: 'Enlarge red.png' }).click();
    await page.getByRole('dialog').getByRole('status').waitFor({ state: 'detached' });
    // Records what the canvas shows at the moment when the name changes.
    await page.evaluate(() => {
      const dialog = document.querySelector('dialog') as HTMLDialogElement;
      new MutationObserver(() => {
        const canvas = dialog.querySelector('canvas') as HTMLCanvasElement;
        const pixel = canvas.getContext('2d')?.getImageData(0, 0, 1, 1).data;
        Object.assign(globalThis, { seen: [...(pixel ?? [])] });
      }).observe(dialog, { attributeFilter: ['aria-label'] });
    });
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: 'blue.png' }).waitFor();
    expect(await page.evaluate('globalThis.seen')).toEqual([0, 0, 0, 0]);
    await page.getByRole('dialog').getByRole('status').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('dialog', { name: 'red.png' }).waitFor();
    await page.context().close();
  });

  it('skips a picture that is deleted before it is judged or saved', async () => {
    const folder = path.join(await temporaryFolder(), 'mixed');
    await mkdir(folder);
    const picture = sharp({ create: { width: 90, height: 60, channels: 3, background: '#567' } });
    const names = ['a.png', 'b.png', 'gone.png'];
    for (const name of names) await picture.toFile(path.join(folder, name));
    const page = await openStills(browser, site);
    await dropFiles(page, [folder]);
    await page
      .locator('[data-file]')
      .nth(names.length - 1)
      .waitFor();
    // The page judges the last picture after the others.
    await rm(path.join(folder, 'gone.png'));
    await waitUntilJudged(page, names.length);
    expect((await readStills(page)).map(({ file, error }) => [file, error])).toEqual(
      names.map((name) => [`mixed/${name}`, name === 'gone.png' ? 'image-unreadable' : undefined]),
    );

    await rm(path.join(folder, 'b.png'));
    const archive = unzipSync(new Uint8Array(await download(page, /pictures with boxes/i)));
    expect(Object.keys(archive)).toHaveLength(1);
    const missing = page.getByRole('alert').filter({ hasText: 'mixed/b.png' });
    await missing.waitFor();
    expect(await missing.textContent()).not.toContain('mixed/a.png');
    await page.context().close();
  });

  it('has tools that the arrow keys move through', async () => {
    const page = await openStills(browser, site);
    const picture = sharp({ create: { width: 90, height: 60, channels: 3, background: '#567' } });
    const buffer = await picture.png().toBuffer();
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles(['a.png', 'b.png'].map((name) => ({ name, mimeType: 'image/png', buffer })));
    await waitUntilJudged(page, 2);
    await page.getByRole('button', { name: 'Enlarge a.png' }).click();
    const tools = page.getByRole('dialog', { name: 'a.png' }).getByRole('toolbar');
    const focused = () =>
      tools.evaluate((bar) =>
        [...bar.querySelectorAll('button:not(:disabled)')].indexOf(
          document.activeElement as Element,
        ),
      );
    const count = await tools.locator('button:enabled').count();
    await tools.locator('button:enabled').first().focus();
    const walked: number[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'End', 'ArrowRight', 'Home']) {
      await page.keyboard.press(key);
      walked.push(await focused());
    }
    expect(walked).toEqual([1, 2, 1, count - 1, 0, 0]);
    // The tools are one tab stop: the next Tab leaves them.
    await page.keyboard.press('Tab');
    expect(await focused()).toBe(-1);
    // The picture is still the same one.
    await page.getByRole('dialog', { name: 'a.png' }).waitFor();
    await page.context().close();
  });

  it('says that the browser withholds pixels, and continues once it returns them', async () => {
    const [photograph] = maskedPhotographs() as [Photograph];
    const page = await openStills(browser, site);
    // Like Firefox with `resistFingerprinting`: noise instead of the drawn pixels.
    await page.evaluate(() => {
      const { getImageData } = CanvasRenderingContext2D.prototype;
      const noise = function (
        this: CanvasRenderingContext2D,
        ...args: Parameters<typeof getImageData>
      ) {
        const image = getImageData.apply(this, args);
        crypto.getRandomValues(new Uint8Array(image.data.buffer).subarray(0, 65_536));
        return image;
      };
      CanvasRenderingContext2D.prototype.getImageData = noise;
      Object.assign(globalThis, {
        giveBack: () => {
          CanvasRenderingContext2D.prototype.getImageData = getImageData;
        },
      });
    });
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: await photograph.load() });
    await page.locator('[role="alert"][data-error="pixels-withheld"]').waitFor();
    expect((await readStills(page))[0]?.state).toBe('waiting');
    await page.evaluate('globalThis.giveBack()');
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitUntilJudged(page, 1);
    expect((await readStills(page))[0]?.labels).toContain('with_mask');
    await page.context().close();
  });

  it('takes a pasted picture, and one more', async () => {
    const [photograph] = maskedPhotographs() as [Photograph];
    const page = await openStills(browser, site);
    await pastePicture(page, await photograph.load());
    await pastePicture(page, await photograph.load());
    await waitUntilJudged(page, 2);
    const stills = await readStills(page);
    expect(stills.map(({ file }) => file)).toEqual(['pasted-1.png', 'pasted-2.png']);
    for (const { labels } of stills) expect(labels).toContain('with_mask');
    await page.context().close();
  });

  it('pauses, stops in the middle and resumes the rest', async () => {
    const { folder, stills } = await madeFolder(12);
    const page = await openStills(browser, site);
    await page.locator('input[webkitdirectory]').setInputFiles(folder);
    await waitUntilJudged(page, 3);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('[data-state="judging"]').waitFor({ state: 'detached' });
    const paused = await readStills(page);
    await page.waitForTimeout(1500);
    expect(await readStills(page)).toEqual(paused);

    await page.getByRole('button', { name: 'Cancel' }).click();
    const cancelled = await readStills(page);
    const judged = cancelled.filter(({ state }) => state === 'judged');
    expect(judged.length).toBeGreaterThanOrEqual(3);
    expect(cancelled.filter(({ state }) => state === 'stopped')).toHaveLength(
      stills.length - judged.length,
    );
    await page.getByRole('button', { name: /judge the other/i }).click();
    await waitUntilJudged(page, stills.length);
    expect((await readStills(page)).every(({ state }) => state === 'judged')).toBe(true);
    await page.context().close();
  });

  it('exports corrections as a data set', async () => {
    const [photograph] = maskedPhotographs() as [Photograph];
    const bytes = await photograph.load();
    const page = await openStills(browser, site);
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'mine & yours.png', mimeType: 'image/png', buffer: bytes });
    await waitUntilJudged(page, 1);
    await page.getByRole('button', { name: 'Faces of mine & yours.png' }).click();
    for (const select of await page.locator('[data-face] select').all()) {
      await select.selectOption('incorrect_mask');
    }
    await page.locator('[data-face] select').first().selectOption('not_a_face');
    await page.locator('[data-face] select').first().selectOption('incorrect_mask');
    const drawn = await markFaces(page, photograph);
    const [result] = byFile(String(await download(page, /json/i))).values();
    if (!result || !isJudged(result)) throw new Error('The picture is not judged');
    expect(result.marked).toHaveLength(1);
    const [marked] = result.marked ?? [];
    expect(marked?.label).toBe('without_mask');
    expect(intersectionOverUnion(marked?.box ?? photograph.box, drawn)).toBeGreaterThan(0.95);

    const files = unzipSync(new Uint8Array(await download(page, /corrections/i)));
    expect(Object.keys(files)).toEqual([
      'JPEGImages/mine & yours.png',
      'Annotations/mine & yours.xml',
    ]);
    expect(Buffer.from(files['JPEGImages/mine & yours.png'] as Uint8Array)).toEqual(bytes);
    const xml = Buffer.from(files['Annotations/mine & yours.xml'] as Uint8Array).toString();
    const annotation = parseAnnotation(xml);
    expect(annotation).toMatchObject({
      filename: 'mine & yours.png',
      size: { width: photograph.width, height: photograph.height },
    });
    const labels = annotation.boxes.map(({ label }) => label);
    expect(labels).toEqual([...result.faces.map(() => 'incorrect_mask'), 'without_mask']);
    const hand = annotation.boxes.at(-1)?.box ?? photograph.box;
    expect(intersectionOverUnion(hand, drawn)).toBeGreaterThan(0.95);
    const overlaps = annotation.boxes.map(({ box }) => intersectionOverUnion(box, photograph.box));
    expect(Math.max(...overlaps)).toBeGreaterThan(0.3);
    await page.context().close();
  });
});

/**
 * Marks a bare face with the mouse and another face with the keys, and removes the second one.
 * @returns the box that was drawn, px of the picture
 */
async function markFaces(page: Page, picture: Size): Promise<Box> {
  const rows = page.locator('[data-face]');
  const before = await rows.count();
  await page.getByRole('button', { name: /^Enlarge/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('status').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Mark a face' }).click();
  const place = await dialog.locator('canvas').boundingBox();
  if (!place) throw new Error('The picture is not visible');
  const at = (x: number, y: number) =>
    [place.x + x * place.width, place.y + y * place.height] as const;
  await page.mouse.move(...at(0.5, 0.6));
  await page.mouse.down();
  await page.mouse.move(...at(0.3, 0.3), { steps: 4 });
  await page.mouse.move(...at(0.1, 0.2));
  await page.mouse.up();
  await dialog.getByLabel('Label of the marked face').selectOption('without_mask');
  await dialog.getByRole('button', { name: 'Add face' }).click();

  await page.keyboard.press('m');
  const box = dialog.getByRole('application');
  const first = await box.boundingBox();
  for (const key of ['ArrowLeft', 'Shift+ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
  const moved = await box.boundingBox();
  if (!first || !moved) throw new Error('The box is not visible');
  expect(moved.x).toBeLessThan(first.x);
  expect(moved.y).toBeLessThan(first.y);
  expect(moved.height).toBeGreaterThan(first.height);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  expect(await rows.count()).toBe(before + 2);
  await page.getByRole('button', { name: `Remove face ${before + 2}` }).click();
  expect(await rows.count()).toBe(before + 1);
  const { width, height } = picture;
  return { x: 0.1 * width, y: 0.2 * height, width: 0.4 * width, height: 0.4 * height };
}

/** Expects the table to match the JSON. */
async function expectSameTable(
  page: Page,
  results: ReadonlyMap<string, StillResult>,
): Promise<void> {
  const table = String(await download(page, /csv/i));
  const rows = table.replace('\uFEFF', '').trimEnd().split('\r\n').slice(1);
  const expected = [...results.values()].map((result) =>
    isJudged(result) ? Math.max(1, result.faces.length) : 1,
  );
  expect(rows).toHaveLength(expected.reduce((sum, n) => sum + n, 0));
  const first = results.get('mixed/face-00.jpg');
  if (!first || !isJudged(first)) throw new Error('No face in face-00.jpg');
  const { label, confidence, box } = first.faces[0] as (typeof first.faces)[0];
  const start = `mixed/face-00.jpg,${first.width},${first.height},1,${label},${Number(confidence.toFixed(4))}`;
  const row = rows.find((candidate) => candidate.startsWith(start));
  const numbers = [box.x, box.y, box.width, box.height].map((v) => Number(v.toFixed(1)));
  expect(row).toContain(numbers.join(','));
}

/** Mean difference of two pictures of the same size, levels of 256. */
async function difference(a: Buffer, b: Buffer): Promise<number> {
  const [left, right] = await Promise.all(
    [a, b].map((picture) => sharp(picture).removeAlpha().raw().toBuffer()),
  );
  if (!left || left.length !== right?.length) throw new Error('The pictures differ in size');
  return left.reduce((sum, value, i) => sum + Math.abs(value - (right[i] ?? 0)), 0) / left.length;
}
