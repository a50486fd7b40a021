import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLiveLoop } from '@/components/detection/live-loop';
import { MaskGateError } from '@/lib/errors';
import type { LiveDetector, Sighting } from '@/lib/vision/live/live-detector';

const SIGHTING: Sighting = {
  frame: { width: 1280, height: 720 },
  people: [],
  count: 3,
  facesFollowed: 0,
  gaps: 0,
  times: { grab: 1, find: 2, crop: 3, judge: 4 },
  memory: { tensors: 0, bytes: 0 },
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/**
 * A loop with a camera of ten frames a second. The detector answers at once, or fails as the test
 * says. It leaves out the engine and real frames: `tests/browser` has both.
 */
function setUp() {
  const camera: { fault: Error | null } = { fault: null };
  const engine: { fault: Error | null } = { fault: null };
  const closed = vi.fn();
  const detector = {
    startOver: vi.fn(),
    look: vi.fn(async () => {
      if (engine.fault) throw engine.fault;
      return SIGHTING;
    }),
  };
  const onSighting = vi.fn();
  const onFailure = vi.fn();
  const stop = startLiveLoop({
    clock: {
      onFrame(callback) {
        const timer = setInterval(callback, 100);
        return () => clearInterval(timer);
      },
    },
    frames: {
      grab: async () => {
        if (camera.fault) throw camera.fault;
        const frame = { close: closed } as unknown as ImageBitmap;
        return { frame, takenAtMs: performance.now(), grabMs: 5 };
      },
      close: () => undefined,
    },
    detector: detector as unknown as LiveDetector,
    count: 2,
    lookOptions: () => ({ faceThreshold: 0.4 }),
    onSighting,
    onFailure,
  });
  return { camera, engine, detector, closed, onSighting, onFailure, stop };
}

describe('a live loop', () => {
  it('forgets who was seen before, goes on counting, and closes each frame', async () => {
    const { detector, onSighting, closed, stop } = setUp();
    expect(detector.startOver).toHaveBeenCalledExactlyOnceWith(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(detector.look).toHaveBeenCalledWith(expect.anything(), expect.any(Number), {
      faceThreshold: 0.4,
    });
    expect(onSighting.mock.calls.length).toBe(10);
    expect(onSighting).toHaveBeenLastCalledWith(SIGHTING, 5);
    expect(closed).toHaveBeenCalledTimes(10);
    stop();
  });

  it('forgets who was there when the machine slept', async () => {
    const { detector, stop } = setUp();
    await vi.advanceTimersByTimeAsync(500);
    vi.setSystemTime(Date.now() + 60_000);
    await vi.advanceTimersByTimeAsync(200);
    expect(detector.startOver).toHaveBeenCalledTimes(2);
    expect(detector.startOver).toHaveBeenLastCalledWith(3);
    stop();
  });

  it.each([
    ['cannot be taken', 'camera', new DOMException('detached', 'InvalidStateError')],
    ['cannot be read', 'engine', new MaskGateError('camera-frame-failed', 'copyTo failed')],
    ['is empty', 'engine', new MaskGateError('image-empty', '0 x 0')],
  ] as const)('leaves out a frame that %s', async (_, part, fault) => {
    const { camera, engine, onSighting, onFailure, stop } = setUp();
    const parts = { camera, engine };
    parts[part].fault = fault;
    await vi.advanceTimersByTimeAsync(2000);
    expect(onSighting).not.toHaveBeenCalled();
    parts[part].fault = null;
    await vi.advanceTimersByTimeAsync(500);
    expect(onSighting).toHaveBeenCalled();
    expect(onFailure).not.toHaveBeenCalled();
    stop();
  });

  it('blames the camera, not the engine, if no frame can be read for three seconds', async () => {
    const { camera, onFailure } = setUp();
    camera.fault = new DOMException('detached', 'InvalidStateError');
    await vi.advanceTimersByTimeAsync(3500);
    expect(onFailure).toHaveBeenCalledOnce();
    expect(onFailure.mock.calls[0]?.[0]).toMatchObject({ code: 'camera-frame-failed' });
  });

  it('ends when the engine is lost', async () => {
    const { engine, onFailure } = setUp();
    engine.fault = new MaskGateError('engine-lost', 'taken away');
    await vi.advanceTimersByTimeAsync(1000);
    expect(onFailure).toHaveBeenCalledOnce();
    expect(onFailure.mock.calls[0]?.[0]).toMatchObject({ code: 'engine-lost' });
  });
});
