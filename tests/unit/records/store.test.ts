import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { type Counts, NO_COUNTS, total } from '@/lib/records/counts';
import { openRecordDatabase, type RecordDatabase } from '@/lib/records/database';
import { hourKey } from '@/lib/records/hours';
import type { RecordStore } from '@/lib/records/store';
import { fakeDatabase } from '../../support/fake-database';

const openStore = fakeDatabase();
const HOUR = '2026-11-23T14+01:00';
const DAY = '2026-11-23';
const masked = { people: 1, with_mask: 1 };
const tookItOff = { with_mask: -1, without_mask: 1 };

async function countsOf(store: RecordStore): Promise<Counts> {
  return total(await store.hoursOf(DAY));
}

describe('adding', () => {
  it('sums by hour and by day', async () => {
    const store = openStore();
    for (const hour of [HOUR, HOUR, '2026-11-23T15+01:00', '2026-11-24T09+01:00']) {
      expect(await store.add({ hour, change: masked, generation: null })).toBe(true);
    }
    expect((await store.hoursOf(DAY)).map(({ hour, people }) => [hour, people])).toEqual([
      [HOUR, 2],
      ['2026-11-23T15+01:00', 1],
    ]);
    expect((await store.days()).map(({ day, people }) => [day, people])).toEqual([
      [DAY, 3],
      ['2026-11-24', 1],
    ]);
  });

  it('keeps what is added while the database opens, in its order', async () => {
    let open: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      open = resolve;
    });
    const store = openStore(async (onLost) => {
      await ready;
      return openRecordDatabase(onLost);
    });
    const added = [
      store.add({ hour: HOUR, change: masked, generation: null }),
      store.add({ hour: HOUR, change: tookItOff, generation: null }),
    ];
    expect(store.getStatus()).toBe('opening');
    open();
    expect(await Promise.all(added)).toEqual([true, true]);
    expect(await countsOf(store)).toEqual({ ...NO_COUNTS, people: 1, without_mask: 1 });
  });

  it('tries again until the database can be had, and says meanwhile that nothing is kept', async () => {
    let refusals = 2;
    const store = openStore((onLost) => {
      refusals -= 1;
      return refusals >= 0
        ? Promise.reject(new DOMException('no room', 'QuotaExceededError'))
        : openRecordDatabase(onLost);
    });
    const statuses: string[] = [];
    store.subscribe(() => statuses.push(store.getStatus()));
    expect(await store.add({ hour: HOUR, change: masked, generation: null })).toBe(true);
    expect(statuses).toContain('failed');
    expect(store.getStatus()).toBe('open');
    expect((await countsOf(store)).people).toBe(1);
  });

  it('opens the database again after its connection was closed', async () => {
    const connections: RecordDatabase[] = [];
    const store = openStore(async (onLost) => {
      const connection = await openRecordDatabase(onLost);
      connections.push(connection);
      return connection;
    });
    await store.add({ hour: HOUR, change: masked, generation: null });
    connections.at(-1)?.close();
    expect(await store.add({ hour: HOUR, change: masked, generation: null })).toBe(true);
    connections.at(-1)?.close();
    expect((await countsOf(store)).people).toBe(2);
  });

  it('refuses an invalid change, and continues', async () => {
    const store = openStore();
    const bad = { hour: [] as unknown as string, change: masked, generation: null };
    const uncloneable = { people: (() => 1) as unknown as number };
    await expect(store.add({ ...bad, hour: HOUR, change: uncloneable })).resolves.toBe(false);
    await expect(store.add({ ...bad, hour: {} as string })).rejects.toThrow();
    expect(await store.add({ hour: HOUR, change: masked, generation: null })).toBe(true);
  });
});

describe('deleting', () => {
  it('previews what would be deleted, then deletes the days before the kept ones', async () => {
    const store = openStore();
    const today = new Date(2026, 10, 23, 12);
    for (const day of [1, 2, 20, 23]) {
      const hour = hourKey(new Date(2026, 10, day, 9));
      await store.add({ hour, change: masked, generation: null });
    }
    expect(await store.previewDeletion(23, today)).toBeNull();
    expect(await store.previewDeletion(10, today)).toEqual({
      people: 2,
      from: '2026-11-01',
      to: '2026-11-02',
    });
    await store.keepDays(10, today);
    expect((await store.days()).map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-23']);
    expect((await store.hours()).map(({ hour }) => hour.slice(0, 10))).toEqual([
      '2026-11-20',
      '2026-11-23',
    ]);
    expect(await store.previewDeletion(10, today)).toBeNull();
  });

  it('of everything while a person is present leaves consistent counts', async () => {
    const [kiosk, report] = [openStore(), openStore()];
    await kiosk.add({ hour: HOUR, change: masked, generation: null });
    const generation = kiosk.getGeneration();
    expect(generation).toBe(0);
    await report.deleteAll();
    await vi.waitFor(() => expect(kiosk.getGeneration()).toBe(1));
    // Changes of a person who was counted before the deletion.
    const about = { hour: HOUR, generation };
    expect(await kiosk.add({ ...about, change: tookItOff })).toBe(false);
    expect(await kiosk.add({ ...about, change: { passed: 1 } })).toBe(false);
    // A new person. The kiosk may not know the new generation yet.
    expect(await kiosk.add({ ...about, change: masked })).toBe(true);
    expect(await kiosk.add({ ...about, change: tookItOff })).toBe(false);
    expect(await countsOf(kiosk)).toEqual({ ...NO_COUNTS, ...masked });
  });

  it('of everything takes events along', async () => {
    const store = openStore();
    await store.log('started', 'a browser');
    expect(await store.events()).toMatchObject([{ kind: 'started', detail: 'a browser' }]);
    await store.deleteAll();
    expect([await store.events(), await store.hours(), await store.days()]).toEqual([[], [], []]);
  });

  it('never makes a count negative', async () => {
    const store = openStore();
    await store.add({ hour: HOUR, change: masked, generation: null });
    const change = { incorrect_mask: -1, without_mask: 1 };
    expect(await store.add({ hour: HOUR, change, generation: null })).toBe(false);
    expect(await countsOf(store)).toEqual({ ...NO_COUNTS, ...masked });
  });
});

it('keeps the latest 500 events', async () => {
  const store = openStore();
  for (let i = 0; i < 503; i++) await store.log('stalled', String(i));
  const events = await store.events();
  expect(events).toHaveLength(500);
  expect([events.at(0)?.detail, events.at(-1)?.detail]).toEqual(['502', '3']);
});

it('migrates records of the first version: adds offsets, sums days', async () => {
  const old = await openDB('maskgate', 1, {
    upgrade(database) {
      database.createObjectStore('hours', { keyPath: 'hour' });
      database.createObjectStore('events', { autoIncrement: true });
    },
  });
  const counts = { ...NO_COUNTS, people: 4, with_mask: 4 };
  await old.put('hours', { hour: '2026-11-23T09', ...counts });
  await old.put('hours', { hour: '2026-11-23T10', ...counts });
  await old.add('events', { atMs: 1, kind: 'started', detail: '' });
  old.close();

  const store = openStore();
  expect((await store.hoursOf(DAY)).map(({ hour }) => hour)).toEqual([
    hourKey(new Date(2026, 10, 23, 9)),
    hourKey(new Date(2026, 10, 23, 10)),
  ]);
  expect(await store.days()).toMatchObject([{ day: DAY, people: 8, with_mask: 8 }]);
  expect(await store.events()).toHaveLength(1);
});
