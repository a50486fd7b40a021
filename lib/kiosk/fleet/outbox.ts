import { MOST_IN_REPORT } from '../../fleet/protocol/kiosk-messages.ts';
import type { EventReport } from '../../fleet/protocol/kiosk-requests.ts';
import { EARLIEST_MS } from '../../records/clock.ts';
import { COUNT_NAMES } from '../../records/counts.ts';
import type { LoggedEvent } from '../../records/events.ts';
import { type HourRecord, startOf } from '../../records/hours.ts';
import { type FleetDatabase, readMeta } from './fleet-database.ts';

const HOUR_MS = 3_600_000;
/** Hours that the site has are forgotten after this time, where the records have forgotten them. */
const KEPT_MS = 14 * 24 * HOUR_MS;
/** Characters; the site takes no longer ones. */
const LONGEST_DETAIL = 2000;

/** The records of this device, as they are now. */
export interface DeviceRecords {
  readonly hours: readonly HourRecord[];
  /** With their numbers, in order. */
  readonly events: readonly (readonly [number: number, event: LoggedEvent])[];
  readonly generation: number;
}

export interface Outgoing {
  readonly hours: readonly HourRecord[];
  readonly events: readonly EventReport[];
  /** Whether there is more than goes into one report. */
  readonly hasMore: boolean;
}

/**
 * Takes over what is new in the records: they are deleted after some days, and this is kept until the site
 * has it. Where somebody deleted all records, what was not handed in is deleted too.
 * @param sinceMs nothing before the hour of this moment leaves the device
 */
export async function collect(
  database: FleetDatabase,
  { hours, events, generation }: DeviceRecords,
  sinceMs: number,
): Promise<void> {
  const transaction = database.transaction(['hours', 'events', 'meta'], 'readwrite', {
    durability: 'strict',
  });
  const [kept, waiting, meta] = [
    transaction.objectStore('hours'),
    transaction.objectStore('events'),
    transaction.objectStore('meta'),
  ];
  const known = (await meta.get('generation')) as number | undefined;
  if (known !== undefined && known !== generation) {
    await kept.clear();
    await waiting.clear();
  }
  if (known !== generation) await meta.put(generation, 'generation');

  for (const record of hours) {
    // Counted with a wrong clock: the records will put them right.
    if (startOf(record) < EARLIEST_MS || startOf(record) + HOUR_MS <= sinceMs) continue;
    const before = await kept.get(record.hour);
    if (before && isSame(before.record, record)) continue;
    await kept.put({ record, isHandedIn: false }, record.hour);
  }
  const newest = ((await meta.get('newestEvent')) as number | undefined) ?? 0;
  for (const [number, { atMs, kind, detail }] of events) {
    if (number <= newest || atMs < sinceMs) continue;
    const report = { number, atMs, kind, detail: detail.slice(0, LONGEST_DETAIL) };
    await waiting.put(report, number);
  }
  const last = events.at(-1)?.[0] ?? 0;
  if (last > newest) await meta.put(last, 'newestEvent');
  await transaction.done;
}

/** What the site does not have, oldest first. @param withHours whether hours are due */
export async function outgoing(database: FleetDatabase, withHours: boolean): Promise<Outgoing> {
  const all = withHours ? await database.getAll('hours') : [];
  const open = all.filter(({ isHandedIn }) => !isHandedIn).map(({ record }) => record);
  const hours = open.sort((a, b) => startOf(a) - startOf(b)).slice(0, MOST_IN_REPORT);
  const events = await database.getAll('events', undefined, MOST_IN_REPORT);
  return {
    hours,
    events,
    hasMore: open.length > hours.length || events.length === MOST_IN_REPORT,
  };
}

/** Marks what the site has. An hour that has changed since is still to be handed in. */
export async function markHandedIn(
  database: FleetDatabase,
  { hours, events }: Outgoing,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['hours', 'events', 'meta'], 'readwrite', {
    durability: 'strict',
  });
  const kept = transaction.objectStore('hours');
  for (const record of hours) {
    const now = await kept.get(record.hour);
    if (now && isSame(now.record, record))
      await kept.put({ record, isHandedIn: true }, record.hour);
  }
  for (const { number } of events) await transaction.objectStore('events').delete(number);
  if (hours.length > 0) await transaction.objectStore('meta').put(nowMs, 'handedInAtMs');
  await transaction.done;
}

/** Forgets old hours that the site has. @param records hours that the device still has */
export async function forgetOldHours(
  database: FleetDatabase,
  records: readonly HourRecord[],
  nowMs: number,
): Promise<void> {
  const inRecords = new Set(records.map(({ hour }) => hour));
  const transaction = database.transaction('hours', 'readwrite');
  for (const { record, isHandedIn } of await transaction.store.getAll()) {
    const isOld = startOf(record) < nowMs - KEPT_MS;
    if (isHandedIn && isOld && !inRecords.has(record.hour)) {
      await transaction.store.delete(record.hour);
    }
  }
  await transaction.done;
}

/** The number of the next report with hours: it rises, also where the database was lost. */
export async function nextSequence(database: FleetDatabase, nowMs: number): Promise<number> {
  const last = (await readMeta(database, 'sequence')) ?? 0;
  const next = Math.max(last + 1, Math.floor(nowMs));
  await database.put('meta', next, 'sequence');
  return next;
}

function isSame(a: HourRecord, b: HourRecord): boolean {
  return COUNT_NAMES.every((name) => a[name] === b[name]);
}
