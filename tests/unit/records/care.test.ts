import { describe, expect, it } from 'vitest';
import { RecordCare } from '@/lib/records/care';
import { hourKey } from '@/lib/records/hours';
import type { RecordStore } from '@/lib/records/store';
import { fakeDatabase } from '../../support/fake-database';

const openStore = fakeDatabase();
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NOON = new Date(2026, 10, 23, 12).getTime();

/** Counts one person at noon of each of the last `days` days, today included. */
async function countDays(store: RecordStore, days: number): Promise<void> {
  for (let back = 0; back < days; back++) {
    const hour = hourKey(new Date(2026, 10, 23 - back, 12));
    await store.add({ hour, change: { people: 1, unsure: 1 }, generation: null });
  }
}

/** A device whose wall clock can be set. The steady clock is not affected. */
function device(store: RecordStore, wallMs: number) {
  const care = new RecordCare(store);
  const now = { wallMs, steadyMs: 0 };
  return {
    set: (wall: number) => {
      now.wallMs = wall;
    },
    pass: async (ms: number, keepDays = 10) => {
      now.wallMs += ms;
      now.steadyMs += ms;
      await care.tidy({ ...now }, keepDays);
    },
  };
}

const kinds = async (store: RecordStore) => (await store.events()).map(({ kind }) => kind);

describe('old records', () => {
  it('are deleted from day to day', async () => {
    const store = openStore();
    await countDays(store, 12);
    const kiosk = device(store, NOON);
    await kiosk.pass(0);
    expect(await store.days()).toHaveLength(10);
    await kiosk.pass(DAY_MS);
    expect(await store.days()).toHaveLength(9);
    expect(await store.events()).toEqual([]);
  });

  it('outlive a clock that jumps ahead, in a running page or while it is closed', async () => {
    const store = openStore();
    await countDays(store, 10);
    const kiosk = device(store, NOON);
    await kiosk.pass(0);
    kiosk.set(NOON + 5 * 365 * DAY_MS);
    for (let i = 0; i < 5; i++) await kiosk.pass(DAY_MS);
    const restarted = device(store, NOON + 6 * 365 * DAY_MS);
    await restarted.pass(0);
    await restarted.pass(DAY_MS);
    expect(await store.days()).toHaveLength(10);
    expect(await kinds(store)).toEqual(['clock-jumped', 'clock-jumped']);
  });

  it('outlive a jump before the page first ran', async () => {
    const store = openStore();
    await countDays(store, 10);
    await device(store, NOON + 400 * DAY_MS).pass(0);
    expect(await store.days()).toHaveLength(10);
  });

  it('are deleted again after the clock is set back', async () => {
    const store = openStore();
    await countDays(store, 12);
    const kiosk = device(store, NOON + 400 * DAY_MS);
    await kiosk.pass(0);
    kiosk.set(NOON);
    await kiosk.pass(MINUTE_MS);
    expect(await store.days()).toHaveLength(10);
  });

  it('are deleted as many days late as the device was off', async () => {
    const store = openStore();
    await countDays(store, 10);
    await device(store, NOON).pass(0);
    const monday = device(store, NOON + 3 * DAY_MS);
    await monday.pass(0);
    expect(await store.days()).toHaveLength(10);
    for (let i = 0; i < 3; i++) await monday.pass(DAY_MS);
    expect(await store.days()).toHaveLength(4);
  });
});

describe('a clock that starts in 1970', () => {
  const count = (store: RecordStore, atMs: number) =>
    store.add({
      hour: hourKey(new Date(atMs)),
      change: { people: 1, with_mask: 1 },
      generation: null,
    });

  it('is logged and deletes nothing; a correction moves its counts to the right hour', async () => {
    const store = openStore();
    await countDays(store, 2);
    await device(store, NOON).pass(0);
    const kiosk = device(store, 5 * MINUTE_MS);
    await kiosk.pass(0);
    await count(store, 6 * MINUTE_MS);
    for (let i = 0; i < 180; i++) await kiosk.pass(MINUTE_MS);
    expect(await kinds(store)).toEqual(['clock-wrong']);
    // Three hours after the start, the network corrects the clock.
    const right = NOON + 4 * 3_600_000;
    kiosk.set(right);
    await kiosk.pass(MINUTE_MS);
    expect((await store.hours()).map(({ hour }) => hour)).toEqual([
      hourKey(new Date(NOON - DAY_MS)),
      hourKey(new Date(NOON)),
      hourKey(new Date(right - 3 * 3_600_000)),
    ]);
    expect((await store.days()).map(({ people }) => people)).toEqual([1, 2]);
    expect(await kinds(store)).toEqual(['clock-corrected', 'clock-wrong']);
  });

  it('is right at the next start: its counts go to the hour of that start', async () => {
    const store = openStore();
    await device(store, 0).pass(MINUTE_MS);
    await count(store, 2 * MINUTE_MS);
    await device(store, NOON).pass(0);
    expect(await store.hours()).toMatchObject([{ hour: hourKey(new Date(NOON)), people: 1 }]);
    expect((await store.days()).map(({ day }) => day)).toEqual(['2026-11-23']);
  });
});
