/**
 * The pause after a wrong PIN, as values that outlive the page: loading it anew does not end the
 * pause. It doubles with each wrong PIN in a row.
 */
interface PinTries {
  /** Wrong PINs in a row. */
  readonly wrong: number;
  /** When the last of them was typed, ms since 1970. */
  readonly lastAtMs: number;
}

export const NO_PIN_TRIES: PinTries = { wrong: 0, lastAtMs: 0 };

const FIRST_PAUSE_MS = 3000;
const LONGEST_PAUSE_MS = 300_000;

export function addWrongPin({ wrong }: PinTries, nowMs: number): PinTries {
  return { wrong: wrong + 1, lastAtMs: nowMs };
}

/** Time until the next PIN may be typed, ms; 0 where that is now. */
export function pauseLeftMs({ wrong, lastAtMs }: PinTries, nowMs: number): number {
  if (wrong === 0) return 0;
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, wrong - 1));
  return Math.max(0, pauseMs - (nowMs - lastAtMs));
}

/** Begins the pause anew where the clock was set back, which would lock the panel for days. */
export function restartPause(tries: PinTries, nowMs: number): PinTries {
  return tries.lastAtMs > nowMs ? { ...tries, lastAtMs: nowMs } : tries;
}

/** Tries as they were stored; none where the text is damaged. */
export function parsePinTries(text: string | null): PinTries {
  try {
    const { wrong, lastAtMs } = JSON.parse(text ?? '{}') as Partial<PinTries>;
    if (Number.isInteger(wrong) && Number.isFinite(lastAtMs))
      return { wrong, lastAtMs } as PinTries;
  } catch {
    // As below.
  }
  return NO_PIN_TRIES;
}
