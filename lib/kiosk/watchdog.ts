/**
 * Decides whether frames are judged, and what to try if not: first the part with the fault, then
 * the other part, then a reload. It never gives up, because nobody is there to press a button.
 */

export type RecoveryStep = 'restart-camera' | 'rebuild-engine' | 'reload';

export interface Vitals {
  readonly nowMs: number;
  /** Time of the last judged frame; before the first, time of the page's start. */
  readonly lastJudgedMs: number;
  /** Time of the video's last new frame; null before the first. */
  readonly lastFrameMs: number | null;
  /** The part that reported a failure. */
  readonly failed: 'camera' | 'engine' | null;
  /** Whether the engine is loading, which takes longer than a frame. */
  readonly loading: boolean;
  /** Whether no frames are expected: the page is hidden, or waits for permission. */
  readonly resting: boolean;
  /** Number of consecutive reloads that did not help. */
  readonly reloads: number;
}

interface WatchdogState {
  /** Steps since the last judged frame. */
  readonly taken: readonly RecoveryStep[];
  /** The earliest time of the next step. */
  readonly nextAtMs: number;
  readonly seenAtMs: number;
}

export const CALM_WATCHDOG: WatchdogState = {
  taken: [],
  nextAtMs: 0,
  seenAtMs: Number.NEGATIVE_INFINITY,
};

/**
 * Longest time for loading an engine before it counts as a stall. A slow network or graphics card
 * is not a stall, and a silent worker fails earlier by itself (`worker-detector.ts`).
 */
const LOADING_MS = 180_000;
/** Time for a step to show its effect. */
const PATIENCE_MS: Readonly<Record<RecoveryStep, number>> = {
  'restart-camera': 6_000,
  'rebuild-engine': 20_000,
  reload: 30_000,
};
const LONGEST_RELOAD_WAIT_MS = 600_000;
/** After a longer time between two looks, the machine has slept, so no frames could arrive. */
const ASLEEP_MS = 10_000;

/** Whether frames are judged now, as far as it can be known. */
export function isChecking(vitals: Vitals, stallMs: number): boolean {
  const { resting, loading, failed, nowMs, lastJudgedMs } = vitals;
  return !resting && !loading && !failed && nowMs - lastJudgedMs < stallMs;
}

/** Called about once a second. @param stallMs time without a judged frame until it acts */
export function watch(
  state: WatchdogState,
  vitals: Vitals,
  stallMs: number,
): { readonly state: WatchdogState; readonly step: RecoveryStep | null } {
  const { nowMs, lastJudgedMs, failed, loading, resting } = vitals;
  const seen = { ...state, seenAtMs: nowMs };
  const slept = nowMs - state.seenAtMs > ASLEEP_MS && Number.isFinite(state.seenAtMs);
  if (resting || slept) {
    // Frames get their full time again.
    return { state: { taken: [], nextAtMs: nowMs + stallMs, seenAtMs: nowMs }, step: null };
  }
  const stalled = failed !== null || nowMs - lastJudgedMs >= (loading ? LOADING_MS : stallMs);
  if (!stalled) {
    // A loaded engine gets the full time for its first frame.
    if (loading) return { state: { ...seen, nextAtMs: nowMs + stallMs }, step: null };
    return { state: { ...seen, taken: [], nextAtMs: 0 }, step: null };
  }
  if (nowMs < state.nextAtMs) return { state: seen, step: null };

  const step = order(vitals, stallMs).find((s) => !state.taken.includes(s)) ?? 'reload';
  const wait = step === 'reload' ? reloadWaitMs(vitals.reloads + 1) : PATIENCE_MS[step];
  return { state: { ...seen, taken: [...state.taken, step], nextAtMs: nowMs + wait }, step };
}

/** If frames arrive and are not judged, the engine is the first suspect. */
function order({ failed, lastFrameMs, nowMs }: Vitals, stallMs: number): readonly RecoveryStep[] {
  const arriving = lastFrameMs !== null && nowMs - lastFrameMs < Math.min(stallMs, 3000);
  const engineFirst = failed === 'engine' || (failed === null && arriving);
  return engineFirst
    ? ['rebuild-engine', 'restart-camera', 'reload']
    : ['restart-camera', 'rebuild-engine', 'reload'];
}

/** Longer after each reload: a page that reloads constantly is unreadable. */
export function reloadWaitMs(reloads: number): number {
  return Math.min(LONGEST_RELOAD_WAIT_MS, PATIENCE_MS.reload * 2 ** Math.min(10, reloads));
}
