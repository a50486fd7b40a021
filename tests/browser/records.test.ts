import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Counts } from '../../lib/records/counts.ts';
import type { RecordStore } from '../../lib/records/store.ts';
import { launchChromium } from '../harness/chromium.ts';
import { openLibraryPage } from '../harness/library-page.ts';

const SOURCE = `
  import { RecordStore } from './lib/records/store.ts';
  import { hourKey } from './lib/records/hours.ts';
  Object.assign(globalThis, { store: new RecordStore(), hourKey });
`;
declare const store: RecordStore;
declare const hourKey: (at: Date) => string;

const HOUR = '2026-11-23T14+00:00';
const DAY = '2026-11-23';
/** Ten years, each hour of which somebody came in. */
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
    // As a user does who clears the site's data while the kiosk runs.
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

  it('of ten years are read by days', async () => {
    const page = await freshPage();
    await page.evaluate(() => store.days());
    const read = await page.evaluate(
      async ([many, start]) => {
        await fill(many, start);
        const begun = performance.now();
        const [days] = await Promise.all([
          store.days(),
          store.hoursOf('2026-11-20'),
          store.events(),
          store.previewDeletion(30, new Date(start)),
        ]);
        return { days: days.length, ms: Math.round(performance.now() - begun) };

        async function fill(hours: number, lastMs: number): Promise<void> {
          const database = await new Promise<IDBDatabase>((resolve) => {
            const request = indexedDB.open('maskgate');
            request.onsuccess = () => resolve(request.result);
          });
          const transaction = database.transaction(['hours', 'days'], 'readwrite');
          const counts = {
            people: 4,
            passed: 3,
            with_mask: 3,
            without_mask: 1,
            incorrect_mask: 0,
            unsure: 0,
          };
          for (let back = 0; back < hours; back++) {
            const hour = hourKey(new Date(lastMs - back * 3_600_000));
            transaction.objectStore('hours').put({ hour, ...counts });
            transaction.objectStore('days').put({ day: hour.slice(0, 10), ...counts });
          }
          await new Promise((resolve) => {
            transaction.oncomplete = resolve;
          });
          database.close();
        }
      },
      [MANY_HOURS, new Date(2026, 10, 23).getTime()] as const,
    );
    console.log(`ten years are read in ${read.ms} ms`);
    expect(read.days).toBeGreaterThanOrEqual(Math.floor(MANY_HOURS / 24));
    await context.close();
  });
});
