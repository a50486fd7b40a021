import { EARLIEST_MS } from './clock.ts';
import { addCounts, COUNT_NAMES, type Counts, NO_COUNTS } from './counts.ts';
import type { RecordDatabase, RecordStoreName } from './database.ts';
import type { LoggedEvent } from './events.ts';
import { dayKey, dayOf, hourKey, startOf } from './hours.ts';

/** The number of stored events. Older ones are deleted. */
const MOST_EVENTS = 500;
/** The time within the hour is unknown. On average it is the middle. */
const HALF_HOUR_MS = 1_800_000;

/** A change of the counts because of one person. */
export interface CountChange {
  /** From `hourKey`. */
  readonly hour: string;
  /** Contains `people` for a new person. Without it, the person was counted before. */
  readonly change: Partial<Counts>;
  /** The generation when the person was first counted; null where it is unknown. */
  readonly generation: number | null;
}

/**
 * Adds to an hour and its day. A change for a person whose counts were deleted is dropped, so that
 * the verdicts always add up to the people.
 * @returns whether it was added
 */
export async function addToHour(
  database: RecordDatabase,
  { hour, change, generation }: CountChange,
): Promise<boolean> {
  const transaction = begin(database, ['hours', 'days', 'meta']);
  const [hours, days] = [transaction.objectStore('hours'), transaction.objectStore('days')];
  const isNew = (change.people ?? 0) > 0;
  const now = ((await transaction.objectStore('meta').get('generation')) as number) ?? 0;
  const before = await hours.get(hour);
  const deleted = !isNew && (!before || (generation !== null && generation !== now));
  const after = addCounts(before ?? NO_COUNTS, change);
  const added = !deleted && COUNT_NAMES.every((name) => after[name] >= 0);
  if (added) {
    await hours.put({ hour, ...after });
    const day = dayOf({ hour });
    await days.put({ day, ...addCounts((await days.get(day)) ?? NO_COUNTS, change) });
  }
  await transaction.done;
  return added;
}

/** Deletes everything before a day, `2026-11-23`. */
export async function deleteBefore(database: RecordDatabase, day: string): Promise<void> {
  const transaction = begin(database, ['hours', 'days']);
  const before = IDBKeyRange.upperBound(day, true);
  await transaction.objectStore('hours').delete(before);
  await transaction.objectStore('days').delete(before);
  await transaction.done;
}

/** @returns the new generation: people who were counted before it are no longer in the counts */
export async function deleteAll(database: RecordDatabase): Promise<number> {
  const transaction = begin(database, ['hours', 'days', 'events', 'meta']);
  const meta = transaction.objectStore('meta');
  const generation = (((await meta.get('generation')) as number) ?? 0) + 1;
  await meta.put(generation, 'generation');
  for (const name of ['hours', 'days', 'events'] as const) {
    await transaction.objectStore(name).clear();
  }
  await transaction.done;
  return generation;
}

export async function logEvent(database: RecordDatabase, event: LoggedEvent): Promise<void> {
  const transaction = begin(database, ['events']);
  const events = transaction.objectStore('events');
  await events.add(event);
  const surplus = (await events.count()) - MOST_EVENTS;
  if (surplus > 0) {
    const oldest = await events.getAllKeys(null, surplus);
    await events.delete(IDBKeyRange.upperBound(oldest.at(-1)));
  }
  await transaction.done;
}

/**
 * Moves counts that were made with a wrong clock to their right hour.
 * @param movedMs how far the clock moved when it was corrected; null where that is unknown: the
 * counts go to the hour of `nowMs`
 * @returns the number of moved people
 */
export async function placeLostHours(
  database: RecordDatabase,
  movedMs: number | null,
  nowMs: number,
): Promise<number> {
  const transaction = begin(database, ['hours', 'days']);
  const [hours, days] = [transaction.objectStore('hours'), transaction.objectStore('days')];
  const lost = IDBKeyRange.upperBound(dayKey(new Date(EARLIEST_MS)), true);
  let people = 0;
  for (const record of await hours.getAll(lost)) {
    const at = movedMs === null ? nowMs : Math.min(nowMs, startOf(record) + HALF_HOUR_MS + movedMs);
    const hour = hourKey(new Date(at));
    const day = dayOf({ hour });
    await hours.put({ hour, ...addCounts((await hours.get(hour)) ?? NO_COUNTS, record) });
    await days.put({ day, ...addCounts((await days.get(day)) ?? NO_COUNTS, record) });
    await hours.delete(record.hour);
    people += record.people;
  }
  await days.delete(lost);
  await transaction.done;
  return people;
}

/**
 * A strict transaction: when `done` resolves, its changes are on the disk. Otherwise nothing
 * changes.
 */
function begin<Names extends RecordStoreName[]>(database: RecordDatabase, names: Names) {
  const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
  // The failed request itself reports the error.
  transaction.done.catch(() => undefined);
  return transaction;
}
