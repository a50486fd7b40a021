import { beforeEach, expect, it, vi } from 'vitest';
import { DoorSignals, type DoorWay } from '@/lib/kiosk/door/door-signals';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** A door whose first `failures` signals fail. It leaves out the transmission. */
function setUp(failures: number) {
  const sent: DoorWay[] = [];
  const failed: [detail: string, again: boolean][] = [];
  let left = failures;
  const signals = new DoorSignals(
    async (way) => {
      sent.push(way);
      left -= 1;
      if (left >= 0) throw new Error('no answer');
    },
    { sent: () => undefined, failed: (detail, again) => failed.push([detail, again]) },
  );
  signals.allowPassing(true);
  return { signals, sent, failed };
}

it('repeats a failed signal while people may pass, with growing pauses', async () => {
  const { signals, sent, failed } = setUp(2);
  signals.open(['http']);
  await vi.advanceTimersByTimeAsync(900);
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(sent).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1800);
  expect(sent).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(300);
  expect(sent).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(3);
  expect(failed).toEqual([
    ['http: no answer', false],
    ['http: no answer', true],
  ]);
});

it('repeats nothing once people may not pass', async () => {
  const { signals, sent } = setUp(9);
  signals.open(['http', 'serial']);
  await vi.advanceTimersByTimeAsync(100);
  signals.allowPassing(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual(['http', 'serial']);
});

it('does not repeat the signal for one person after the signal for the next', async () => {
  const { signals, sent } = setUp(1);
  signals.open(['http']);
  await vi.advanceTimersByTimeAsync(500);
  signals.open(['http']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(2);
});
