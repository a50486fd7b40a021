import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type FrameClock, pacedClock } from '@/components/detection/frame-clock';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A camera of 30 frames a second. */
const camera: FrameClock = {
  onFrame(callback) {
    const timer = setInterval(callback, 1000 / 30);
    return () => clearInterval(timer);
  },
};

it('skips frames in an empty room, and none once somebody is there', () => {
  let intervalMs = 200;
  let frames = 0;
  const stop = pacedClock(camera, () => intervalMs).onFrame(() => {
    frames += 1;
  });
  vi.advanceTimersByTime(2000);
  expect(frames).toBeGreaterThanOrEqual(8);
  expect(frames).toBeLessThanOrEqual(10);

  intervalMs = 0;
  frames = 0;
  vi.advanceTimersByTime(1000);
  expect(frames).toBeGreaterThanOrEqual(29);

  stop();
  frames = 0;
  vi.advanceTimersByTime(1000);
  expect(frames).toBe(0);
});
