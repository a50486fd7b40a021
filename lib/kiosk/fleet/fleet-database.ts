import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { EventReport, ReportBody } from '../../fleet/protocol/kiosk-requests.ts';
import type { HourRecord } from '../../records/hours.ts';

/** Who this kiosk is in its fleet. */
interface FleetIdentity {
  /** Proves it to the site. */
  readonly token: string;
  /** The code that enrolled it, or shall. */
  readonly code: string;
  /** Hours before this one stay on the device, ms since 1970. */
  readonly sinceMs: number;
}

interface KeptHour {
  readonly record: HourRecord;
  /** Whether the site has it like this. */
  readonly isHandedIn: boolean;
}

interface FleetMeta {
  /** Enrolled. */
  readonly identity: FleetIdentity;
  /** Asked for; the site may have answered already. */
  readonly pending: FleetIdentity;
  /** Of the last report with hours. */
  readonly sequence: number;
  /** When hours were handed in last, ms since 1970. */
  readonly handedInAtMs: number;
  /** Number of the newest event that was collected. */
  readonly newestEvent: number;
  /** Of the records: another one means that somebody deleted them. */
  readonly generation: number;
  /** Commands that the site has not heard about. */
  readonly done: ReportBody['done'];
  /** The newest command that was carried out. */
  readonly newestCommand: number;
}

interface FleetSchema extends DBSchema {
  hours: { key: string; value: KeptHour };
  events: { key: number; value: EventReport };
  meta: { key: keyof FleetMeta; value: FleetMeta[keyof FleetMeta] };
}
export type FleetDatabase = IDBPDatabase<FleetSchema>;

const NAME = 'maskgate-fleet';

/** What an enrolled kiosk keeps until its site has it. */
export function openFleetDatabase(): Promise<FleetDatabase> {
  return openDB<FleetSchema>(NAME, 1, {
    upgrade(database) {
      database.createObjectStore('hours');
      database.createObjectStore('events');
      database.createObjectStore('meta');
    },
    blocking(_currentVersion, _blockedVersion, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

export async function readMeta<Name extends keyof FleetMeta>(
  database: FleetDatabase,
  name: Name,
): Promise<FleetMeta[Name] | undefined> {
  return (await database.get('meta', name)) as FleetMeta[Name] | undefined;
}

/** When it resolves, the values are on the disk. Undefined deletes one. */
export async function writeMeta(
  database: FleetDatabase,
  values: Partial<{ readonly [Name in keyof FleetMeta]: FleetMeta[Name] | undefined }>,
): Promise<void> {
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  for (const [name, value] of Object.entries(values) as [keyof FleetMeta, never][]) {
    if (value === undefined) await transaction.store.delete(name);
    else await transaction.store.put(value, name);
  }
  await transaction.done;
}

/** Forgets the fleet: this kiosk was revoked. */
export async function clearFleetDatabase(database: FleetDatabase): Promise<void> {
  const names = ['hours', 'events', 'meta'] as const;
  const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
  for (const name of names) await transaction.objectStore(name).clear();
  await transaction.done;
}
