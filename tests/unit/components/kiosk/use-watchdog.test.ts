// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useWatchdog, type WatchdogParts } from '@/components/kiosk/running/use-watchdog';

// The video is a fake that counts frames; tests/browser/kiosk.test.ts ends real tracks and workers.
let framesShown = 0;
const video = {
  current: {
    getVideoPlaybackQuality: () => ({ totalVideoFrames: framesShown }),
    srcObject: null,
  } as unknown as HTMLVideoElement,
};

beforeEach(() => {
  framesShown = 0;
  sessionStorage.clear();
  // Before a reload, the watchdog checks whether the site answers; here it does not.
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function start() {
  const steps: string[] = [];
  const parts = (change: Partial<WatchdogParts>): WatchdogParts => ({
    video,
    framesJudged: 0,
    failed: null,
    loading: false,
    resting: false,
    stallSeconds: 6,
    restartCamera: () => steps.push('camera'),
    rebuildEngine: () => steps.push('engine'),
    log: async (kind) => {
      steps.push(`log ${kind}`);
    },
    ...change,
  });
  const hook = renderHook((change: Partial<WatchdogParts>) => useWatchdog(parts(change)), {
    initialProps: {},
  });
  return { ...hook, steps };
}
type Running = ReturnType<typeof start>;

let judged = 0;
/** Runs for some seconds. Frames are shown if `shows`, and judged if `judges`. */
async function run({ rerender }: Running, seconds: number, judges: boolean, shows = true) {
  for (let i = 0; i < seconds * 2; i += 1) {
    if (shows) framesShown += 1;
    if (judges) judged += 1;
    rerender({ framesJudged: judged });
    await act(() => vi.advanceTimersByTimeAsync(500));
  }
}

it('says within seconds that frames stay unjudged, and rebuilds the engine first', async () => {
  const running = start();
  await run(running, 3, true);
  expect(running.result.current).toBe(true);
  await run(running, 5, false);
  expect(running.steps).toEqual([]);
  await run(running, 3, false);
  expect(running.result.current).toBe(false);
  expect(running.steps).toEqual(['engine', 'log rebuild-engine']);
  await run(running, 3, true);
  expect(running.result.current).toBe(true);
  expect(running.steps.at(-1)).toBe('log recovered');
});

it('restarts the camera first without frames, then the engine, then wants a reload', async () => {
  const running = start();
  await run(running, 3, true);
  await run(running, 8, false, false);
  expect(running.steps).toEqual(['camera', 'log restart-camera']);
  await run(running, 32, false, false);
  expect(running.steps.slice(2)).toEqual(['engine', 'log rebuild-engine', 'log stalled']);
});

it('removes green at once if a part says that it failed', async () => {
  const running = start();
  await run(running, 3, true);
  running.rerender({ framesJudged: judged, failed: 'engine' });
  expect(running.result.current).toBe(false);
});

it('does nothing on a page that rests', async () => {
  const running = start();
  await run(running, 3, true);
  for (let i = 0; i < 60; i += 1) {
    running.rerender({ framesJudged: judged, resting: true });
    await act(() => vi.advanceTimersByTimeAsync(1000));
  }
  expect(running.result.current).toBe(false);
  expect(running.steps).toEqual([]);
});
