import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepCopy } from '@/lib/offline/keep-copy';

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Outcome = 'kept' | 'failed' | 'unreachable' | 'refused';

/**
 * A fake of a browser's service workers. Each try ends as the test says. The fake leaves out the
 * installation itself and the files: `tests/browser/updates.test.ts` has both.
 */
function browserWith(outcomes: readonly Outcome[]) {
  let tries = 0;
  const register = async () => {
    const outcome = outcomes[Math.min(tries, outcomes.length - 1)];
    tries += 1;
    if (outcome === 'unreachable') throw new TypeError('The script was not reached');
    if (outcome === 'refused') throw new DOMException('Not here', 'SecurityError');
    const installing = Object.assign(new EventTarget(), { state: 'installing' });
    setTimeout(() => {
      installing.state = outcome === 'kept' ? 'activated' : 'redundant';
      installing.dispatchEvent(new Event('statechange'));
    }, 10);
    return { installing, update: async () => undefined };
  };
  return {
    container: { register } as unknown as ServiceWorkerContainer,
    tries: () => tries,
  };
}

it.each(['kept', 'refused'] as const)('tries once where a copy is %s', async (outcome) => {
  const { container, tries } = browserWith([outcome]);
  const keeping = keepCopy(container, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  await keeping;
  expect(tries()).toBe(1);
});

it('tries again after a minute, then two, until there is a copy', async () => {
  const { container, tries } = browserWith(['failed', 'unreachable', 'kept']);
  const keeping = keepCopy(container, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(1000);
  expect(tries()).toBe(1);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(tries()).toBe(2);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(tries()).toBe(2);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(tries()).toBe(3);
  await keeping;
});

it('tries every hour while the page is open, and not after', async () => {
  const { container, tries } = browserWith(['failed']);
  const ending = new AbortController();
  const keeping = keepCopy(container, ending.signal);
  await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE_MS);
  expect(tries()).toBeGreaterThan(24);
  expect(tries()).toBeLessThan(35);
  ending.abort();
  await keeping;
  const before = tries();
  await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE_MS);
  expect(tries()).toBe(before);
});
