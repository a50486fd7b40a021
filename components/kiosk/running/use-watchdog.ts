'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import {
  CALM_WATCHDOG,
  isChecking,
  type RecoveryStep,
  type Vitals,
  watch,
} from '@/lib/kiosk/watchdog';
import type { EventKind } from '@/lib/records/events';
import { forgetReloads, reloadPage, reloadsInARow } from './reload-page';

export interface WatchdogParts {
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Increases with every judged frame. */
  readonly framesJudged: number;
  readonly failed: Vitals['failed'];
  readonly loading: boolean;
  readonly resting: boolean;
  readonly stallSeconds: number;
  readonly restartCamera: () => void;
  readonly rebuildEngine: () => void;
  readonly log: (kind: EventKind, detail: string) => Promise<void>;
}

const LOOK_EVERY_MS = 1000;
/** After judging frames for this time, the problem behind a reload is over. */
const WELL_AGAIN_MS = 30_000;

/** Watches the loop and restarts it. @returns whether frames are judged now */
export function useWatchdog(parts: WatchdogParts): boolean {
  const latest = useRef(parts);
  const lastJudgedMs = useRef<number | null>(null);
  const [checking, setChecking] = useState(false);
  const { framesJudged, failed, loading, resting } = parts;
  const troubled = failed !== null || loading || resting;

  useEffect(() => {
    latest.current = parts;
  });
  useEffect(() => {
    if (framesJudged > 0) lastJudgedMs.current = performance.now();
  }, [framesJudged]);
  // Changes immediately in both directions, without waiting for the next check: a green screen must
  // not outlive its check.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each judged frame says that it works
  useEffect(() => {
    if (troubled) setChecking(false);
    else if (lastJudgedMs.current !== null && isFresh(lastJudgedMs.current)) setChecking(true);
  }, [troubled, framesJudged]);

  useEffect(() => {
    const openedAtMs = performance.now();
    let state = CALM_WATCHDOG;
    let framesShown = 0;
    let lastFrameMs: number | null = null;
    let wellSinceMs: number | null = null;

    const timer = setInterval(() => {
      const now = latest.current;
      const nowMs = performance.now();
      const shown = framesShownBy(now.video.current);
      if (shown !== framesShown && shown > 0) lastFrameMs = nowMs;
      framesShown = shown;
      const vitals: Vitals = {
        nowMs,
        lastJudgedMs: lastJudgedMs.current ?? openedAtMs,
        lastFrameMs,
        failed: now.failed ?? (hasEnded(now.video.current) ? 'camera' : null),
        loading: now.loading,
        resting: now.resting,
        reloads: reloadsInARow(),
      };
      const stallMs = now.stallSeconds * 1000;
      const works = isChecking(vitals, stallMs) && lastJudgedMs.current !== null;
      if (!works) setChecking(false);
      wellSinceMs = works ? (wellSinceMs ?? nowMs) : null;
      if (wellSinceMs !== null && nowMs - wellSinceMs > WELL_AGAIN_MS) forgetReloads();

      const troubledBefore = state.taken.length > 0;
      const { state: next, step } = watch(state, vitals, stallMs);
      state = next;
      if (troubledBefore && works) void now.log('recovered', 'frames are judged again');
      if (step) void take(step, now, vitals);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);

  return checking && !troubled;
}

/** The clock of a stream continues without frames, so only the number of frames tells. */
function framesShownBy(video: HTMLVideoElement | null): number {
  return video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
}

/** Whether the camera has ended without an event. */
function hasEnded(video: HTMLVideoElement | null): boolean {
  const stream = video?.srcObject;
  return (
    stream instanceof MediaStream &&
    stream.getVideoTracks().some(({ readyState }) => readyState === 'ended')
  );
}

function isFresh(judgedMs: number): boolean {
  return performance.now() - judgedMs < LOOK_EVERY_MS;
}

async function take(step: RecoveryStep, parts: WatchdogParts, vitals: Vitals): Promise<void> {
  const { failed, nowMs, lastJudgedMs } = vitals;
  const why = failed ? `${failed} failed` : 'no failure was reported';
  const log = () =>
    parts.log(step, `no frame judged for ${((nowMs - lastJudgedMs) / 1000).toFixed(1)} s; ${why}`);
  if (step === 'reload') {
    const gone = await reloadPage(true, log);
    if (!gone) await parts.log('stalled', 'not reloaded: no answer from the site');
    return;
  }
  if (step === 'restart-camera') parts.restartCamera();
  else parts.rebuildEngine();
  await log();
}
