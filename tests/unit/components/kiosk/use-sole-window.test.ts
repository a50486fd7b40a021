// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useSoleWindow } from '@/components/kiosk/running/use-sole-window';

/** Locks of one browser. They leave out that a window which crashes lets go of its own. */
class Locks {
  private readonly waiting: (() => Promise<void>)[] = [];
  private held = false;

  request(_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) {
    return new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      this.waiting.push(() => work().then(resolve));
      void this.next();
    });
  }
  private async next() {
    const work = this.held ? undefined : this.waiting.shift();
    if (!work) return;
    this.held = true;
    await work();
    this.held = false;
    void this.next();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  stubLocks(new Locks());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
function stubLocks(locks: Locks | undefined) {
  vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: locks } }));
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('runs in one window; the second says so, and takes over when the first is closed', async () => {
  const first = renderHook(() => useSoleWindow());
  await pass(10);
  expect(first.result.current).toBe('sole');
  const second = renderHook(() => useSoleWindow());
  await pass(1000);
  expect(second.result.current).toBe('waiting');
  await pass(1000);
  expect(second.result.current).toBe('second');
  first.unmount();
  await pass(10);
  expect(second.result.current).toBe('sole');
});

it('runs where the browser has no locks', async () => {
  stubLocks(undefined);
  const { result } = renderHook(() => useSoleWindow());
  await pass(10);
  expect(result.current).toBe('sole');
});
