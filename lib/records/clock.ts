/** What is stored about this device's clock from minute to minute. */
export interface ClockMemory {
  /** The last seen time, ms since 1970. */
  readonly seenMs: number;
  /** Old records are deleted again from this time on, ms since 1970. */
  readonly trustedFromMs: number;
}

/**
 * `wrong`: before this program existed. `jumped`: further ahead than the longest rest of a device.
 * `right`: as expected.
 */
export interface ClockReading {
  readonly state: 'wrong' | 'jumped' | 'right';
  /** Movement of the clock since it was last seen, ms; 0 where it is unknown. */
  readonly movedMs: number;
  /** The new memory. */
  readonly memory: ClockMemory | null;
}

/** Devices without a clock battery start in 1970. */
export const EARLIEST_MS = Date.UTC(2025, 0, 1);
/** A device that is switched off for a night, or sleeps, is away for a shorter time. */
const LONGEST_REST_MS = 36 * 3_600_000;

/**
 * Judges the clock of a device. After a jump ahead, the clock is trusted again after running for as
 * long as the jump. A device that was off for a weekend deletes old records two days late. A device
 * whose clock is years ahead deletes none.
 * @param memory null without one
 */
export function readClock(memory: ClockMemory | null, nowMs: number): ClockReading {
  if (nowMs < EARLIEST_MS) return { state: 'wrong', movedMs: 0, memory };
  const movedMs = memory ? nowMs - memory.seenMs : 0;
  if (memory && movedMs > LONGEST_REST_MS) {
    return { state: 'jumped', movedMs, memory: { seenMs: nowMs, trustedFromMs: nowMs + movedMs } };
  }
  // A clock that is set back by at least a jump is right again.
  const trustedFromMs = memory && movedMs > -LONGEST_REST_MS ? memory.trustedFromMs : 0;
  return { state: 'right', movedMs, memory: { seenMs: nowMs, trustedFromMs } };
}

export function isTrusted(memory: ClockMemory | null, nowMs: number): boolean {
  return memory !== null && nowMs >= memory.trustedFromMs;
}
