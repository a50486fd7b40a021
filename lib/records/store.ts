import {
  addToHour,
  type CountChange,
  deleteAll,
  deleteBefore,
  logEvent,
  placeLostHours,
} from './changes.ts';
import { type ClockMemory, EARLIEST_MS } from './clock.ts';
import { total } from './counts.ts';
import { openRecordDatabase, type RecordDatabase } from './database.ts';
import type { EventKind, LoggedEvent } from './events.ts';
import { type DayRecord, firstKeptDay, type HourRecord, startOf } from './hours.ts';
import { WaitingWrites } from './waiting-writes.ts';

/**
 * `failed`: the browser stores nothing at the moment. Changes wait in memory until it does again.
 */
export type RecordStatus = 'opening' | 'open' | 'failed';

/** What a deletion would remove. */
export interface DeletionPreview {
  readonly people: number;
  /** First and last day with counts, `2026-11-23`. */
  readonly from: string;
  readonly to: string;
}

/** Tells other pages of the site about a deletion. */
const CHANNEL = 'maskgate.records';
/** A database that has not opened by then counts as failed until it opens. */
const OPENING_LIMIT_MS = 10_000;

/**
 * Counts and events of this device. It can be used immediately: reads wait for the database, and
 * changes are made in order once it is open. If the browser closes the connection, they are made
 * again.
 */
export class RecordStore {
  private database: Promise<RecordDatabase> | null = null;
  private status: RecordStatus = 'opening';
  private known: number | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly channel = new BroadcastChannel(CHANNEL);
  private readonly writes: WaitingWrites<RecordDatabase>;

  constructor(private readonly openDatabase = openRecordDatabase) {
    this.writes = new WaitingWrites(
      () => this.connection(),
      (failing) => {
        if (failing) this.dropConnection();
        this.setStatus(failing ? 'failed' : 'open');
      },
    );
    this.channel.onmessage = () => this.readGeneration();
    this.readGeneration();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly getStatus = (): RecordStatus => this.status;
  /** Increases with each `deleteAll` of any page; null until the database is open. */
  readonly getGeneration = (): number | null => this.known;

  /** @returns whether it was added; false if the person's counts were deleted */
  add(change: CountChange): Promise<boolean> {
    return this.writes.add((database) => addToHour(database, change));
  }

  log(kind: EventKind, detail: string): Promise<void> {
    const event: LoggedEvent = { atMs: Date.now(), kind, detail };
    return this.writes.add((database) => logEvent(database, event));
  }

  /** All hours in the order of their keys. */
  hours(): Promise<HourRecord[]> {
    return this.read((database) => database.getAll('hours'));
  }

  /** @param day `2026-11-23` */
  hoursOf(day: string): Promise<HourRecord[]> {
    return this.read((database) =>
      database.getAll('hours', IDBKeyRange.bound(`${day}T`, `${day}U`, false, true)),
    );
  }

  /** Days with counts, in order. */
  days(): Promise<DayRecord[]> {
    return this.read((database) => database.getAll('days'));
  }

  /** Latest first. */
  events(): Promise<LoggedEvent[]> {
    return this.read(async (database) => (await database.getAll('events')).reverse());
  }

  /** What `keepDays` would delete. @param days to keep, including today, >= 1 */
  async previewDeletion(days: number, today = new Date()): Promise<DeletionPreview | null> {
    const before = IDBKeyRange.upperBound(firstKeptDay(today, days), true);
    const old = await this.read((database) => database.getAll('days', before));
    const [first, last] = [old.at(0), old.at(-1)];
    if (!first || !last) return null;
    return { people: total(old).people, from: first.day, to: last.day };
  }

  /** Deletes the counts of older days. @param days to keep, including today, >= 1 */
  keepDays(days: number, today = new Date()): Promise<void> {
    return this.writes.add((database) => deleteBefore(database, firstKeptDay(today, days)));
  }

  async deleteAll(): Promise<void> {
    const generation = await this.writes.add((database) => deleteAll(database));
    this.setGeneration(generation);
    this.channel.postMessage('deleted');
  }

  /** The stored state of the clock. Without one, the time of the newest hour with counts. */
  clock(): Promise<ClockMemory | null> {
    return this.read(async (database) => {
      const kept = (await database.get('meta', 'clock')) as ClockMemory | undefined;
      if (kept) return kept;
      const newest = await database.transaction('hours').store.openKeyCursor(null, 'prev');
      const seenMs = newest ? startOf({ hour: newest.key }) : 0;
      return seenMs >= EARLIEST_MS ? { seenMs, trustedFromMs: 0 } : null;
    });
  }

  setClock(memory: ClockMemory): Promise<void> {
    return this.writes.add(async (database) => {
      await database.put('meta', memory, 'clock');
    });
  }

  /** @returns the number of moved people; see `placeLostHours` */
  placeLostHours(movedMs: number | null, nowMs: number): Promise<number> {
    return this.writes.add((database) => placeLostHours(database, movedMs, nowMs));
  }

  /** Changes that wait for the database are lost. */
  close(): void {
    this.writes.close();
    this.channel.close();
    this.listeners.clear();
    this.database?.then((database) => database.close()).catch(() => undefined);
  }

  /** Repeats a read once if the browser has closed the connection. */
  private async read<T>(work: (database: RecordDatabase) => Promise<T>): Promise<T> {
    try {
      return await work(await this.connection());
    } catch {
      this.dropConnection();
      return await work(await this.connection());
    }
  }

  private connection(): Promise<RecordDatabase> {
    if (!this.database) {
      const opening = this.openDatabase(() => this.dropConnection());
      this.database = opening;
      const tooLong = setTimeout(() => this.setStatus('failed'), OPENING_LIMIT_MS);
      opening
        .then(
          () => this.setStatus('open'),
          () => {
            if (this.database === opening) this.database = null;
            this.setStatus('failed');
          },
        )
        .finally(() => clearTimeout(tooLong));
    }
    return this.database;
  }

  private dropConnection(): void {
    const former = this.database;
    this.database = null;
    // An open former connection would block another page's newer version.
    former?.then((database) => database.close()).catch(() => undefined);
  }

  private readGeneration(): void {
    this.read((database) => database.get('meta', 'generation')).then(
      (kept) => this.setGeneration((kept as number | undefined) ?? 0),
      // It stays unknown. The status says why.
      () => undefined,
    );
  }

  private setGeneration(generation: number): void {
    this.known = generation;
    this.tell();
  }

  private setStatus(status: RecordStatus): void {
    if (status === this.status) return;
    this.status = status;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
