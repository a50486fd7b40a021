import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readCsv } from '../../../lib/csv.ts';
import type { JudgedFilm } from '../../../lib/film/film-record.ts';
import { openFilmByFfmpeg } from '../../../scripts/check/films/ffmpeg.ts';
import { launchChromium } from '../../harness/chromium.ts';
import { FFMPEG_MISSING, type FilmForm, makeFilm } from '../../harness/films/made-film.ts';
import { barePhotographs, maskedPhotographs, type Photograph } from '../../harness/photographs.ts';
import { download, openStills } from '../../harness/stills-page.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const LIMIT_MS = 240_000;

const site = inject('siteUrl');
const [bare] = barePhotographs() as [Photograph];
const [masked] = maskedPhotographs() as [Photograph];
/** Two people, one after the other. */
const SHOTS = [
  { photograph: bare, seconds: 2 },
  { photograph: null, seconds: 2.2 },
  { photograph: masked, seconds: 2 },
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Selects films as the button does. Without Chromium's save picker, a page saves to downloads. */
async function handIn(files: readonly string[]): Promise<Page> {
  const page = await openStills(browser, site, 'wasm', 'delete globalThis.showSaveFilePicker');
  await page.locator('input[type=file][multiple]').setInputFiles([...files]);
  return page;
}

function verdicts(page: Page): Promise<string[]> {
  return page
    .locator('[data-person]')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.verdict ?? ''));
}

describe.skipIf(FFMPEG_MISSING)('a film', () => {
  const forms: FilmForm[] = [
    { codec: 'libx264', extension: 'mp4', sound: true },
    { codec: 'libx264', extension: 'mov', turned: true },
    { codec: 'libvpx-vp9', extension: 'webm' },
  ];
  for (const form of forms) {
    const name = `${form.extension}, ${form.codec}${form.turned ? ', turned' : ''}`;
    it(`gives a table of its people, saved as CSV and JSON: ${name}`, async () => {
      const made = await makeFilm(SHOTS, form);
      const page = await handIn([made.path]);
      await page.locator('[data-film][data-state="judged"]').waitFor({ timeout: LIMIT_MS });
      expect(await verdicts(page)).toEqual(['without_mask', 'with_mask']);
      await page.locator('canvas[data-shown-ms]').waitFor();

      const film = JSON.parse(String(await download(page, /JSON/))) as JudgedFilm;
      expect(film).toMatchObject({ width: 1280, height: 720 });
      const [first, second] = film.people;
      expect(first?.firstSeenMs).toBeLessThanOrEqual(200);
      expect(second?.firstSeenMs).toBeGreaterThanOrEqual(4200);
      expect(second?.firstSeenMs).toBeLessThanOrEqual(4500);
      const rows = readCsv(String(await download(page, /CSV/)).replace('\uFEFF', ''));
      expect(rows.map(({ verdict }) => verdict)).toEqual(['without_mask', 'with_mask']);
      await page.context().close();
      await made.remove();
    });
  }

  it('is saved with its boxes, at its original length', async () => {
    const made = await makeFilm(SHOTS, { codec: 'libvpx', extension: 'webm' });
    const page = await handIn([made.path]);
    await page.locator('[data-film][data-state="judged"]').waitFor({ timeout: LIMIT_MS });
    const file = path.join(await temporaryFolder(), 'checked');
    await writeFile(file, await download(page, /with boxes/i));
    const film = await openFilmByFfmpeg(file);
    expect(film.durationMs / 1000).toBeCloseTo(6.2, 0);
    const greens: boolean[] = [];
    for await (const { data } of film.frames([0, 100, 200, 300, 400, 500])) {
      // The no-mask colour, #ff8a7a, occurs nowhere in the photograph or on the wall.
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        const [r = 0, g = 0, b = 0] = data.subarray(i, i + 3);
        if (Math.abs(r - 255) + Math.abs(g - 138) + Math.abs(b - 122) < 40) count += 1;
      }
      greens.push(count > 300);
    }
    film.close();
    expect(greens.at(-1)).toBe(true);
    await page.context().close();
    await made.remove();
  });

  it('can be cancelled, and a file that is not a film is reported', async () => {
    const made = await makeFilm([{ photograph: bare, seconds: 60 }], {
      codec: 'libx264',
      extension: 'mp4',
      rate: 10,
    });
    const folder = await temporaryFolder();
    const broken = path.join(folder, 'broken.mp4');
    await writeFile(broken, (await readFile(made.path)).subarray(0, 3000));
    const page = await handIn([made.path, broken]);
    await page.getByText(/of 1:00/).waitFor({ timeout: LIMIT_MS });
    await page.getByRole('button', { name: 'Cancel' }).first().click();
    await page.locator('[data-film][data-state="stopped"]').waitFor();
    await page.locator('[data-film][data-error="film-unreadable"]').waitFor({ timeout: LIMIT_MS });
    await page.context().close();
    await made.remove();
  });
});
