/** What is remembered of this device's clock from minute to minute. */
export interface ClockMemory {
  /** The last time seen, ms since 1970. */
  readonly seenMs: number;
  /** From then on old records are deleted again, ms since 1970. */
  readonly trustedFromMs: number;
}

/**
 * `wrong`: before this program existed. `jumped`: further ahead than a device rests. `right`: as
 * expected.
 */
export interface ClockReading {
  readonly state: 'wrong' | 'jumped' | 'right';
  /** How far the clock moved since it was last seen, ms; 0 where that is unknown. */
  readonly movedMs: number;
  /** What is to be remembered. */
  readonly memory: ClockMemory | null;
}

/** A device without a clock battery starts in 1970. */
export const EARLIEST_MS = Date.UTC(2025, 0, 1);
/** A device that is switched off for a night, or sleeps, is away for less, ms. */
const LONGEST_REST_MS = 36 * 3_600_000;

/**
 * Judges the clock of a device. After a jump ahead it is trusted once it has run on for as long as the
 * jump: a device that was off for a weekend deletes old records two days late, one whose clock is years
 * ahead deletes none.
 * @param memory null where nothing is remembered
 */
export function readClock(memory: ClockMemory | null, nowMs: number): ClockReading {
  if (nowMs < EARLIEST_MS) return { state: 'wrong', movedMs: 0, memory };
  const movedMs = memory ? nowMs - memory.seenMs : 0;
  if (memory && movedMs > LONGEST_REST_MS) {
    return { state: 'jumped', movedMs, memory: { seenMs: nowMs, trustedFromMs: nowMs + movedMs } };
  }
  // A clock that is set back as far as a jump goes is right again.
  const trustedFromMs = memory && movedMs > -LONGEST_REST_MS ? memory.trustedFromMs : 0;
  return { state: 'right', movedMs, memory: { seenMs: nowMs, trustedFromMs } };
}

export function isTrusted(memory: ClockMemory | null, nowMs: number): boolean {
  return memory !== null && nowMs >= memory.trustedFromMs;
}
