import { type ClockMemory, isTrusted, readClock } from './clock.ts';
import { firstKeptDay } from './hours.ts';
import type { RecordStore } from './store.ts';

type CaredForStore = Pick<
  RecordStore,
  'clock' | 'setClock' | 'log' | 'keepDays' | 'placeLostHours'
>;

/** The two clocks of a device at one moment. */
export interface ClockTimes {
  /** The wall clock, ms since 1970. */
  readonly wallMs: number;
  /** A monotonic clock with any origin, ms. */
  readonly steadyMs: number;
}

/**
 * Maintains the records of a kiosk once a minute. It watches the clock, corrects counts that were
 * made with a wrong clock, and deletes old records if the clock can be trusted.
 */
export class RecordCare {
  private before: ClockTimes | null = null;
  private saidWrong = false;
  private deletedBefore: string | null = null;

  constructor(private readonly store: CaredForStore) {}

  /** @param keepDays days to keep, including today, >= 1 */
  async tidy(now: ClockTimes, keepDays: number): Promise<void> {
    const known = await this.store.clock();
    const { state, movedMs, memory } = readClock(known, now.wallMs);
    const before = this.before;
    this.before = now;
    if (state === 'wrong' || !memory) {
      if (!this.saidWrong) await this.store.log('clock-wrong', atTime(now.wallMs));
      this.saidWrong = true;
      return;
    }
    if (this.saidWrong || before === null) await this.placeLostHours(before, now);
    // A clock that was wrong before has not jumped: it was corrected.
    if (state === 'jumped' && !this.saidWrong) {
      const from = atTime(now.wallMs - movedMs);
      await this.store.log('clock-jumped', `from ${from} to ${atTime(now.wallMs)}`);
    }
    this.saidWrong = false;
    await this.store.setClock(memory);
    await this.deleteOld(memory, now.wallMs, keepDays);
  }

  private async placeLostHours(before: ClockTimes | null, now: ClockTimes): Promise<void> {
    const movedMs =
      this.saidWrong && before
        ? now.wallMs - before.wallMs - (now.steadyMs - before.steadyMs)
        : null;
    const people = await this.store.placeLostHours(movedMs, now.wallMs);
    if (people === 0 && movedMs === null) return;
    const how = movedMs === null ? 'seen at the start' : `moved by ${Math.round(movedMs / 1000)} s`;
    await this.store.log('clock-corrected', `${how}; people counted before it: ${people}`);
  }

  private async deleteOld(memory: ClockMemory, nowMs: number, keepDays: number): Promise<void> {
    const day = firstKeptDay(new Date(nowMs), keepDays);
    if (day === this.deletedBefore || !isTrusted(memory, nowMs)) return;
    await this.store.keepDays(keepDays, new Date(nowMs));
    this.deletedBefore = day;
  }
}

function atTime(ms: number): string {
  return new Date(ms).toISOString();
}
