import { describe, expect, it } from 'vitest';
import {
  CALM_WATCHDOG,
  isChecking,
  type RecoveryStep,
  reloadWaitMs,
  type Vitals,
  watch,
} from '@/lib/kiosk/watchdog';

const STALL_MS = 8000;
const WELL: Vitals = {
  nowMs: 0,
  lastJudgedMs: 0,
  lastFrameMs: 0,
  failed: null,
  loading: false,
  resting: false,
  reloads: 0,
};

/** Calls `watch` once a second. @returns each step with its second */
function watchFor(seconds: number, vitalsAt: (second: number) => Partial<Vitals>) {
  let state = CALM_WATCHDOG;
  const steps: [number, RecoveryStep][] = [];
  for (let second = 0; second <= seconds; second++) {
    const vitals = { ...WELL, nowMs: second * 1000, ...vitalsAt(second) };
    const next = watch(state, vitals, STALL_MS);
    state = next.state;
    if (next.step) steps.push([second, next.step]);
  }
  return steps;
}

const judgedNow = (second: number) => ({ lastJudgedMs: second * 1000, lastFrameMs: second * 1000 });

describe('watch', () => {
  it('does nothing while frames are judged', () => {
    expect(watchFor(100, judgedNow)).toEqual([]);
  });

  it('suspects the camera if no frames arrive', () => {
    expect(watchFor(40, () => ({}))).toEqual([
      [8, 'restart-camera'],
      [14, 'rebuild-engine'],
      [34, 'reload'],
    ]);
  });

  it('suspects the engine if frames arrive but are not judged', () => {
    const steps = watchFor(40, (second) => ({ lastFrameMs: second * 1000 }));
    expect(steps.map(([, step]) => step)).toEqual(['rebuild-engine', 'restart-camera', 'reload']);
    expect(steps[0]?.[0]).toBe(8);
  });

  it.each([
    ['camera', 'restart-camera'],
    ['engine', 'rebuild-engine'],
  ] as const)('does not wait if the %s itself reports a failure', (failed, step) => {
    const steps = watchFor(12, (second) =>
      second < 10 ? judgedNow(second) : { failed, lastJudgedMs: 9000 },
    );
    expect(steps[0]).toEqual([10, step]);
  });

  it('starts over after frames were judged again', () => {
    const steps = watchFor(40, (second) => {
      if (second === 12) return judgedNow(12);
      return second < 12 ? {} : { lastJudgedMs: 12_000 };
    });
    expect(steps.slice(0, 2)).toEqual([
      [8, 'restart-camera'],
      [20, 'restart-camera'],
    ]);
  });

  it('gives a loading engine three minutes, plus the time for a frame', () => {
    const steps = watchFor(190, () => ({ loading: true }));
    expect(steps[0]?.[0]).toBe(187);
  });

  it('gives a loaded engine the full time for its first frame', () => {
    const steps = watchFor(50, (second) => ({ loading: second < 30 }));
    expect(steps[0]?.[0]).toBe(37);
    expect(watchFor(32, (second) => (second < 30 ? { loading: true } : judgedNow(second)))).toEqual(
      [],
    );
  });

  it('does nothing while no frames are expected, and gives the full time afterwards', () => {
    const steps = watchFor(50, (second) => ({ resting: second < 30 }));
    expect(steps[0]?.[0]).toBe(37);
  });

  it('does not mistake a sleep of the machine for a stall', () => {
    const calm = watch(CALM_WATCHDOG, WELL, STALL_MS).state;
    const woken = watch(calm, { ...WELL, nowMs: 3_600_000 }, STALL_MS);
    expect(woken.step).toBeNull();
    expect(watch(woken.state, { ...WELL, nowMs: 3_601_000 }, STALL_MS).step).toBeNull();
    expect(watch(woken.state, { ...WELL, nowMs: 3_608_000 }, STALL_MS).step).not.toBeNull();
  });

  it('never gives up, and reloads less and less often', () => {
    const steps = watchFor(4000, () => ({ failed: 'camera' }));
    expect(steps.filter(([, step]) => step === 'reload').length).toBeGreaterThan(10);
    expect(reloadWaitMs(1)).toBe(60_000);
    expect(reloadWaitMs(2)).toBe(120_000);
    expect(reloadWaitMs(50)).toBe(600_000);
  });
});

describe('isChecking', () => {
  it.each<[Partial<Vitals>, boolean]>([
    [{ nowMs: 7999 }, true],
    [{ nowMs: 8000 }, false],
    [{ failed: 'engine' }, false],
    [{ loading: true }, false],
    [{ resting: true }, false],
  ])('%j: %s', (vitals, expected) => {
    expect(isChecking({ ...WELL, ...vitals }, STALL_MS)).toBe(expected);
  });
});
