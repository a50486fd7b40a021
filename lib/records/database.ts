import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import type { ClockMemory } from './clock.ts';
import { addCounts, NO_COUNTS } from './counts.ts';
import type { LoggedEvent } from './events.ts';
import { type DayRecord, dayOf, type HourRecord, withOffset } from './hours.ts';

/**
 * The records in IndexedDB. Chromium writes localStorage to disk five seconds late, and up to a
 * minute late when it changes often, so a killed browser would lose counts.
 */
interface RecordSchema extends DBSchema {
  hours: { key: string; value: HourRecord };
  /** Sums of the hours: ten years are 3,653 days and 87,672 hours. */
  days: { key: string; value: DayRecord };
  events: { key: number; value: LoggedEvent };
  meta: { key: 'generation' | 'clock'; value: number | ClockMemory };
}
export type RecordDatabase = IDBPDatabase<RecordSchema>;
export type RecordStoreName = StoreNames<RecordSchema>;

const NAME = 'maskgate';
/** Version 1: hours without UTC offset, no days. */
const VERSION = 2;

/**
 * @param onLost the browser closed the connection, or another page needs it closed for a newer
 * version
 * @throws DOMException where the browser stores nothing, e.g. in a private window
 */
export function openRecordDatabase(onLost: () => void): Promise<RecordDatabase> {
  return openDB<RecordSchema>(NAME, VERSION, {
    async upgrade(database, oldVersion, _newVersion, transaction) {
      if (oldVersion < 1) {
        database.createObjectStore('hours', { keyPath: 'hour' });
        database.createObjectStore('events', { autoIncrement: true });
      }
      database.createObjectStore('days', { keyPath: 'day' });
      database.createObjectStore('meta');
      if (oldVersion === 1) await upgradeHours(transaction);
    },
    blocking(_currentVersion, _blockedVersion, event) {
      (event.target as IDBDatabase).close();
      onLost();
    },
    terminated: onLost,
  });
}

async function upgradeHours(
  transaction: IDBPTransaction<RecordSchema, RecordStoreName[], 'versionchange'>,
): Promise<void> {
  const hours = transaction.objectStore('hours');
  const days = new Map<string, DayRecord>();
  for (const record of await hours.getAll()) {
    await hours.delete(record.hour);
    await hours.put({ ...record, hour: withOffset(record.hour) });
    const day = dayOf(record);
    days.set(day, { day, ...addCounts(days.get(day) ?? NO_COUNTS, record) });
  }
  for (const day of days.values()) await transaction.objectStore('days').put(day);
}
