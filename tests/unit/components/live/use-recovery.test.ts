// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useRecovery } from '@/components/live/use-recovery';
import type { PictureTrouble } from '@/lib/camera/picture-watch';
import { type ErrorCode, MaskGateError } from '@/lib/errors';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Situation {
  readonly failure?: ErrorCode;
  readonly trouble?: PictureTrouble | null;
}

/** The hook alone, with its restarts counted. tests/browser/engine-trouble.test.ts has the page. */
function setUp() {
  const restartEngine = vi.fn();
  const reopenCamera = vi.fn();
  const { rerender } = renderHook(
    ({ failure, trouble }: Situation) =>
      // Each failure is a new error object, as from a loop that fails again.
      useRecovery({
        failure: failure ? new MaskGateError(failure, 'by the test') : null,
        trouble: trouble ?? null,
        restartEngine,
        reopenCamera,
      }),
    { initialProps: {} as Situation },
  );
  const fail = (failure: ErrorCode) => {
    rerender({ failure });
    rerender({});
  };
  return { restartEngine, reopenCamera, rerender, fail };
}

describe('useRecovery', () => {
  it('starts a lost engine again, three times in five minutes', () => {
    const { restartEngine, fail } = setUp();
    for (let i = 0; i < 5; i++) fail('engine-lost');
    expect(restartEngine).toHaveBeenCalledTimes(3);
    vi.advanceTimersByTime(300_000);
    fail('engine-lost');
    expect(restartEngine).toHaveBeenCalledTimes(4);
  });

  it('does not restart an engine that is unavailable', () => {
    const { restartEngine, fail } = setUp();
    fail('engine-unavailable');
    expect(restartEngine).not.toHaveBeenCalled();
  });

  it.each<[string, Situation]>([
    ['is frozen', { trouble: 'frozen' }],
    ['gives frames that cannot be read', { failure: 'camera-frame-failed' }],
  ])('reopens a camera that %s, every ten seconds', (_, situation) => {
    const { reopenCamera, restartEngine, rerender } = setUp();
    rerender(situation);
    vi.advanceTimersByTime(9_999);
    expect(reopenCamera).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_001);
    expect(reopenCamera).toHaveBeenCalledTimes(2);
    rerender({});
    vi.advanceTimersByTime(60_000);
    expect(reopenCamera).toHaveBeenCalledTimes(2);
    expect(restartEngine).not.toHaveBeenCalled();
  });

  it('does not reopen a dark camera', () => {
    const { reopenCamera, rerender } = setUp();
    rerender({ trouble: 'black' });
    vi.advanceTimersByTime(60_000);
    expect(reopenCamera).not.toHaveBeenCalled();
  });
});
