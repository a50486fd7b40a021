import { describe, expect, it } from 'vitest';
import { PerformanceMeter } from '@/components/detection/performance-meter';

const TIMES = { grab: 3, find: 20, crop: 2, judge: 11, draw: 1 };

describe('PerformanceMeter', () => {
  it('has no figures before the second frame', () => {
    const meter = new PerformanceMeter();
    expect(meter.figures()).toBeNull();
    meter.add(100, TIMES);
    expect(meter.figures()).toBeNull();
  });

  it('counts frames a second and averages stages', () => {
    const meter = new PerformanceMeter();
    for (let i = 0; i <= 10; i++) meter.add(500 + i * 50, { ...TIMES, find: i % 2 ? 30 : 10 });
    const figures = meter.figures();
    expect(figures?.framesPerSecond).toBeCloseTo(20);
    expect(figures?.timesMs.find).toBeCloseTo((6 * 10 + 5 * 30) / 11);
    expect(figures?.timesMs).toMatchObject({ grab: 3, crop: 2, judge: 11, draw: 1 });
  });

  it('forgets frames older than two seconds', () => {
    const meter = new PerformanceMeter();
    for (let i = 0; i < 20; i++) meter.add(i * 500, TIMES);
    for (let i = 0; i < 30; i++) meter.add(10_000 + i * 100, TIMES);
    expect(meter.figures()?.framesPerSecond).toBeCloseTo(10);
  });

  it('measures a machine that takes more than two seconds for a frame', () => {
    const meter = new PerformanceMeter();
    for (let i = 0; i < 4; i++) meter.add(i * 5000, TIMES);
    expect(meter.figures()?.framesPerSecond).toBeCloseTo(0.2);
  });
});
