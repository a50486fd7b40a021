/**
 * The pause after a wrong PIN. It doubles with each consecutive wrong PIN. The values are stored,
 * so that a reload does not end the pause.
 */
interface PinTries {
  /** Number of consecutive wrong PINs. */
  readonly wrong: number;
  /** Time of the last one, ms since 1970. */
  readonly lastAtMs: number;
}

export const NO_PIN_TRIES: PinTries = { wrong: 0, lastAtMs: 0 };

const FIRST_PAUSE_MS = 3000;
const LONGEST_PAUSE_MS = 300_000;

export function addWrongPin({ wrong }: PinTries, nowMs: number): PinTries {
  return { wrong: wrong + 1, lastAtMs: nowMs };
}

/** Time until the next try, ms; 0 for none. */
export function pauseLeftMs({ wrong, lastAtMs }: PinTries, nowMs: number): number {
  if (wrong === 0) return 0;
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, wrong - 1));
  return Math.max(0, pauseMs - (nowMs - lastAtMs));
}

/** Restarts the pause if the clock was set back, which would lock the panel for days. */
export function restartPause(tries: PinTries, nowMs: number): PinTries {
  return tries.lastAtMs > nowMs ? { ...tries, lastAtMs: nowMs } : tries;
}

/** Reads stored tries; none for a damaged text. */
export function parsePinTries(text: string | null): PinTries {
  try {
    const { wrong, lastAtMs } = JSON.parse(text ?? '{}') as Partial<PinTries>;
    if (Number.isInteger(wrong) && Number.isFinite(lastAtMs))
      return { wrong, lastAtMs } as PinTries;
  } catch {
    // Damaged: see below.
  }
  return NO_PIN_TRIES;
}
