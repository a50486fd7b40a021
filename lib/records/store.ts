import { addCounts, type Counts, dayOf, type HourRecord, NO_COUNTS } from './counts.ts';

/**
 * Counts and events on this device, in IndexedDB. Not in localStorage: Chromium writes that to disk
 * five seconds late, and up to a minute late when it changes often, so that a killed browser would
 * lose it. A strict transaction is on the disk when it is done.
 */

/** Something that whoever runs the kiosk wants to know of. */
export interface LoggedEvent {
  /** ms since 1970 */
  readonly atMs: number;
  readonly kind: EventKind;
  /** Details, in English, for the technically minded. */
  readonly detail: string;
}

export const EVENT_KINDS = [
  'started',
  'setting-ignored',
  'stalled',
  'restart-camera',
  'rebuild-engine',
  'reload',
  'recovered',
  'daily-reload',
  'door-failed',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface RecordStore {
  /** Adds to an hour's counts, in one step however many pages are open. */
  add(hour: string, change: Partial<Counts>): Promise<void>;
  /** In the order of time. @param day `2026-11-23`; all days where absent */
  hours(day?: string): Promise<HourRecord[]>;
  /** Deletes the hours before a day, `2026-11-23`. */
  deleteBefore(day: string): Promise<void>;
  deleteAll(): Promise<void>;
  log(kind: EventKind, detail: string): Promise<void>;
  /** The latest first. */
  events(): Promise<LoggedEvent[]>;
  close(): void;
}

const DATABASE = 'maskgate';
const VERSION = 1;
/** Events kept, the latest. */
const MOST_EVENTS = 500;

/** @throws DOMException where the browser keeps nothing, as private windows may */
export async function openRecordStore(factory: IDBFactory = indexedDB): Promise<RecordStore> {
  const request = factory.open(DATABASE, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('hours', { keyPath: 'hour' });
    request.result.createObjectStore('events', { autoIncrement: true });
  };
  const database = await done(request);
  // Another page that brings a newer version must not wait for this one.
  database.onversionchange = () => database.close();

  const change = async (store: 'hours' | 'events', work: (store: IDBObjectStore) => void) => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
    work(transaction.objectStore(store));
    await completed(transaction);
  };
  const read = <T>(store: 'hours' | 'events', keys?: IDBKeyRange): Promise<T[]> =>
    done(database.transaction(store).objectStore(store).getAll(keys));

  return {
    add: (hour, counts) =>
      change('hours', (store) => {
        const before = store.get(hour);
        before.onsuccess = () => {
          store.put({ hour, ...addCounts(before.result ?? NO_COUNTS, counts) });
        };
      }),
    hours: (day) => read('hours', day ? IDBKeyRange.bound(`${day}T00`, `${day}T23`) : undefined),
    async deleteBefore(day) {
      const old = (await read<HourRecord>('hours')).filter((record) => dayOf(record) < day);
      if (old.length === 0) return;
      await change('hours', (store) => {
        for (const { hour } of old) store.delete(hour);
      });
    },
    async deleteAll() {
      await change('hours', (store) => store.clear());
      await change('events', (store) => store.clear());
    },
    log: (kind, detail) =>
      change('events', (store) => {
        store.add({ atMs: Date.now(), kind, detail } satisfies LoggedEvent);
        const count = store.count();
        count.onsuccess = () => {
          let surplus = count.result - MOST_EVENTS;
          if (surplus <= 0) return;
          const oldest = store.openCursor();
          oldest.onsuccess = () => {
            if (!oldest.result || surplus <= 0) return;
            surplus -= 1;
            oldest.result.delete();
            oldest.result.continue();
          };
        };
      }),
    events: async () => (await read<LoggedEvent>('events')).reverse(),
    close: () => database.close(),
  };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
