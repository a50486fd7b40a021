// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useSoleWindow } from '@/components/kiosk/running/use-sole-window';

/** Locks of one browser. They leave out that a window which crashes releases its lock. */
class Locks {
  /** A busy browser takes its time to grant a lock. */
  slowMs = 0;
  private readonly waiting: (() => Promise<void>)[] = [];
  private held = false;

  request(_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) {
    return new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      this.waiting.push(() => work().then(resolve));
      void this.next();
    });
  }
  async query() {
    return { held: this.held ? [{ name: 'maskgate.kiosk' }] : [] };
  }
  private async next() {
    const work = this.held ? undefined : this.waiting.shift();
    if (!work) return;
    if (this.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.slowMs));
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

it('does not mistake a slow browser for a second window', async () => {
  const locks = new Locks();
  locks.slowMs = 5000;
  stubLocks(locks);
  const { result } = renderHook(() => useSoleWindow());
  await pass(4000);
  expect(result.current).toBe('waiting');
  await pass(1100);
  expect(result.current).toBe('sole');
});

it('runs if the browser has no locks', async () => {
  stubLocks(undefined);
  const { result } = renderHook(() => useSoleWindow());
  await pass(10);
  expect(result.current).toBe('sole');
});
