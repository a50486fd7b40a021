import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Counts } from '../../lib/records/counts.ts';
import type { RecordStore } from '../../lib/records/store.ts';
import { launchChromium } from '../harness/chromium.ts';
import { openLibraryPage } from '../harness/library-page.ts';
import { download } from '../harness/stills-page.ts';

const site = inject('siteUrl');

const SOURCE = `
  import { RecordStore } from './lib/records/store.ts';
  Object.assign(globalThis, { store: new RecordStore() });
`;
declare const store: RecordStore;

const HOUR = '2026-11-23T14+00:00';
const DAY = '2026-11-23';
/** Ten years of hours, with people in every hour. */
const MANY_HOURS = 87_672;

let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function freshPage(): Promise<Page> {
  context = await browser.newContext();
  return openLibraryPage(context, SOURCE);
}

function addOne(page: Page, change: Partial<Counts>, generation: number | null = null) {
  return page.evaluate(
    ([hour, counts, known]) => store.add({ hour, change: counts, generation: known }),
    [HOUR, change, generation] as const,
  );
}

const people = (page: Page) =>
  page.evaluate(async (day) => (await store.hoursOf(day)).map(({ people }) => people), DAY);

describe('records in a real IndexedDB', () => {
  it('are there after a reload', async () => {
    const page = await freshPage();
    await addOne(page, { people: 1, unsure: 1 });
    const other = await openLibraryPage(context, SOURCE);
    expect(await people(other)).toEqual([1]);
    await context.close();
  });

  it('go on being kept after the browser closed the database', async () => {
    const page = await freshPage();
    await addOne(page, { people: 1, unsure: 1 });
    // As when a user clears the site's data while the kiosk runs.
    const session = await context.newCDPSession(page);
    const data = { origin: 'http://localhost', storageTypes: 'indexeddb' };
    await session.send('Storage.clearDataForOrigin', data);
    expect(await addOne(page, { people: 1, unsure: 1 })).toBe(true);
    expect(await people(page)).toEqual([1]);
    expect(await page.evaluate(() => store.getStatus())).toBe('open');
    await context.close();
  });

  it('that are made while another page blocks the database are kept until it is free', async () => {
    const page = await freshPage();
    await page.evaluate(() => store.close());
    // A page that holds a newer version open; it closes when the test says so.
    await page.evaluate(async () => {
      const request = indexedDB.open('maskgate', 3);
      const held = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      Object.assign(globalThis, { held });
    });
    const kiosk = await openLibraryPage(context, SOURCE);
    await kiosk.evaluate((hour) => {
      const added = store.add({ hour, change: { people: 1, unsure: 1 }, generation: null });
      Object.assign(globalThis, { added });
    }, HOUR);
    await kiosk.waitForFunction(() => store.getStatus() === 'failed');
    await page.evaluate(async () => {
      (globalThis as unknown as { held: IDBDatabase }).held.close();
      await new Promise((resolve) => {
        indexedDB.deleteDatabase('maskgate').onsuccess = resolve;
      });
    });
    expect(await kiosk.evaluate('globalThis.added')).toBe(true);
    expect(await people(kiosk)).toEqual([1]);
    await context.close();
  });

  it('add up after another page deleted them while somebody is there', async () => {
    const kiosk = await freshPage();
    await addOne(kiosk, { people: 1, with_mask: 1 }, 0);
    const report = await openLibraryPage(context, SOURCE);
    await report.evaluate(() => store.deleteAll());
    await kiosk.waitForFunction(() => store.getGeneration() === 1);
    expect(await addOne(kiosk, { with_mask: -1, without_mask: 1 }, 0)).toBe(false);
    expect(await addOne(kiosk, { people: 1, with_mask: 1 }, 1)).toBe(true);
    expect(await people(kiosk)).toEqual([1]);
    await context.close();
  });
});

/** Puts hours, and their sums by day, into the database that the site's page has open. */
async function fill(page: Page, hours: readonly string[], people: number): Promise<void> {
  await page.evaluate(
    async ([keys, each]) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('maskgate');
        request.onsuccess = () => resolve(request.result);
      });
      const transaction = database.transaction(['hours', 'days'], 'readwrite');
      const counts = (n: number) => {
        const others = { without_mask: 0, incorrect_mask: 0, unsure: 0 };
        return { people: n, passed: n, with_mask: n, ...others };
      };
      const days = new Map<string, number>();
      for (const hour of keys) {
        transaction.objectStore('hours').put({ hour, ...counts(each) });
        const day = hour.slice(0, 10);
        days.set(day, (days.get(day) ?? 0) + each);
      }
      for (const [day, n] of days) transaction.objectStore('days').put({ day, ...counts(n) });
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      database.close();
    },
    [hours, people] as const,
  );
}

/** The report on a device with these hours, as of a day. */
async function openReport(hours: readonly string[], people: number, zone: string, now: string) {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: zone });
  const page = await context.newPage();
  await page.clock.setFixedTime(now);
  await page.goto(`${site}/report`);
  // By then, the page has created the database.
  await page.getByRole('button', { name: 'Export as CSV' }).waitFor();
  await fill(page, hours, people);
  await page.goto('about:blank');
  const began = performance.now();
  await page.goto(`${site}/report`);
  await page.getByRole('table').first().waitFor();
  const ms = Math.round(performance.now() - began);
  return { context, page, ms };
}

const cellsOf = (page: Page, table: number, part: 'tbody' | 'tfoot') =>
  page
    .getByRole('table')
    .nth(table)
    .locator(`${part} tr`)
    .evaluateAll((rows) =>
      rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent)),
    );

describe('the report', () => {
  it('on ten years shows two weeks, adds a year on each press, and saves every hour', async () => {
    const end = Date.UTC(2026, 10, 23, 24);
    const hours = Array.from(
      { length: MANY_HOURS },
      (_, i) => `${new Date(end - (i + 1) * 3_600_000).toISOString().slice(0, 13)}+00:00`,
    );
    const { context, page, ms } = await openReport(hours, 4, 'UTC', '2026-11-23T12:00:00Z');
    console.log(`the report of ten years is there after ${ms} ms`);
    const DAYS = 1;
    expect(await cellsOf(page, DAYS, 'tbody')).toHaveLength(14);
    expect((await cellsOf(page, DAYS, 'tfoot'))[0]?.[1]).toBe(String(4 * MANY_HOURS));
    await page.getByRole('button', { name: /older days/i }).click();
    expect(await cellsOf(page, DAYS, 'tbody')).toHaveLength(14 + 366);
    const csv = (await download(page, /export/i)).toString();
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + MANY_HOURS);
    await context.close();
  });

  it('distinguishes the repeated hour in autumn, in its table and in the CSV', async () => {
    const twice = ['2026-10-25T02+02:00', '2026-10-25T02+01:00'];
    const { context, page } = await openReport(twice, 7, 'Europe/Berlin', '2026-10-25T12:00:00Z');
    const rows = (await cellsOf(page, 0, 'tbody')).map(([hour, people]) => [hour, people]);
    expect(rows).toEqual([
      ['02:00 (UTC+02:00)', '7'],
      ['02:00 (UTC+01:00)', '7'],
    ]);
    const csv = (await download(page, /export/i)).toString();
    expect(csv).toContain('2026-10-25,02:00,UTC+02:00,7');
    expect(csv).toContain('2026-10-25,02:00,UTC+01:00,7');
    await context.close();
  });
});
