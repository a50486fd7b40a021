/**
 * Whether frames are judged, and what to try when they are not: first the part that is to blame, then
 * the other, then a reload. It never gives up, because nobody is there to press a button.
 */

export type RecoveryStep = 'restart-camera' | 'rebuild-engine' | 'reload';

export interface Vitals {
  readonly nowMs: number;
  /** When the last frame was judged; when the page opened, before there was one. */
  readonly lastJudgedMs: number;
  /** When the video last showed a new frame; null before it has. */
  readonly lastFrameMs: number | null;
  /** The part that reported a failure. */
  readonly failed: 'camera' | 'engine' | null;
  /** Whether the engine is loading, which takes longer than a frame. */
  readonly loading: boolean;
  /** Whether no frames are expected: the page is hidden, or waits for the camera to be allowed. */
  readonly resting: boolean;
  /** Reloads in a row, up to now, that did not help. */
  readonly reloads: number;
}

interface WatchdogState {
  /** Steps taken since the last judged frame. */
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

/** How long an engine may take to load before that is a stall too: a slow network or a slow graphics card
 * is none, and a worker that says nothing for a minute fails by itself (`worker-detector.ts`). */
const LOADING_MS = 180_000;
/** How long a step may take to show its effect. */
const PATIENCE_MS: Readonly<Record<RecoveryStep, number>> = {
  'restart-camera': 6_000,
  'rebuild-engine': 20_000,
  reload: 30_000,
};
const LONGEST_RELOAD_WAIT_MS = 600_000;
/** After this time between two looks the machine has slept, and no frames could come. */
const ASLEEP_MS = 10_000;

/** Whether frames are judged now, as far as can be told. */
export function isChecking(vitals: Vitals, stallMs: number): boolean {
  const { resting, loading, failed, nowMs, lastJudgedMs } = vitals;
  return !resting && !loading && !failed && nowMs - lastJudgedMs < stallMs;
}

/** To be called about once a second. @param stallMs time without a judged frame until it steps in */
export function watch(
  state: WatchdogState,
  vitals: Vitals,
  stallMs: number,
): { readonly state: WatchdogState; readonly step: RecoveryStep | null } {
  const { nowMs, lastJudgedMs, failed, loading, resting } = vitals;
  const seen = { ...state, seenAtMs: nowMs };
  const slept = nowMs - state.seenAtMs > ASLEEP_MS && Number.isFinite(state.seenAtMs);
  if (resting || slept) {
    // Frames get their full time anew.
    return { state: { taken: [], nextAtMs: nowMs + stallMs, seenAtMs: nowMs }, step: null };
  }
  const stalled = failed !== null || nowMs - lastJudgedMs >= (loading ? LOADING_MS : stallMs);
  if (!stalled) {
    // An engine that was loading has the whole time for its first frame.
    if (loading) return { state: { ...seen, nextAtMs: nowMs + stallMs }, step: null };
    return { state: { ...seen, taken: [], nextAtMs: 0 }, step: null };
  }
  if (nowMs < state.nextAtMs) return { state: seen, step: null };

  const step = order(vitals, stallMs).find((s) => !state.taken.includes(s)) ?? 'reload';
  const wait = step === 'reload' ? reloadWaitMs(vitals.reloads + 1) : PATIENCE_MS[step];
  return { state: { ...seen, taken: [...state.taken, step], nextAtMs: nowMs + wait }, step };
}

/** Frames that arrive and are not judged speak against the engine. */
function order({ failed, lastFrameMs, nowMs }: Vitals, stallMs: number): readonly RecoveryStep[] {
  const arriving = lastFrameMs !== null && nowMs - lastFrameMs < Math.min(stallMs, 3000);
  const engineFirst = failed === 'engine' || (failed === null && arriving);
  return engineFirst
    ? ['rebuild-engine', 'restart-camera', 'reload']
    : ['restart-camera', 'rebuild-engine', 'reload'];
}

/** Longer with each reload: nobody can read a page that reloads all the time. */
export function reloadWaitMs(reloads: number): number {
  return Math.min(LONGEST_RELOAD_WAIT_MS, PATIENCE_MS.reload * 2 ** Math.min(10, reloads));
}
