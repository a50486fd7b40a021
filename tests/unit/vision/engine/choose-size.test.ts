import { describe, expect, it, vi } from 'vitest';
import { chooseSize } from '@/lib/vision/engine/choose-size';
import type { Measurement } from '@/lib/vision/engine/measure-networks';
import type { FinderSize } from '@/lib/vision/find/sizes';
import type { Models } from '@/lib/vision/model/models';

// The times of a device. measure-networks.test.ts tests the measurement itself.
let findMs: Record<FinderSize, number>;
let judgeMs: number;
const measured: FinderSize[] = [];

vi.mock('@/lib/vision/engine/measure-networks', () => ({
  measureNetworks: async (_models: unknown, _runs: number, size: FinderSize) => {
    measured.push(size);
    return timesOf(size);
  },
}));

function timesOf(size: FinderSize): Measurement {
  return { findMs: findMs[size], ms: findMs[size] + judgeMs, outputs: new Float32Array(0) };
}

async function choose(times: Record<FinderSize, number>, judging: number, known = false) {
  measured.length = 0;
  findMs = times;
  judgeMs = judging;
  return chooseSize({} as Models, 2, known ? timesOf('large') : undefined);
}

describe('chooseSize', () => {
  it('takes the largest size at 15 frames a second, and measures no smaller one', async () => {
    expect(await choose({ small: 1, medium: 2, large: 3 }, 5)).toBe('large');
    expect(measured).toEqual(['large']);
    expect(await choose({ small: 25, medium: 40, large: 60 }, 35)).toBe('medium');
    expect(measured).toEqual(['large', 'medium']);
  });

  it('takes the smallest size if none keeps up', async () => {
    expect(await choose({ small: 90, medium: 150, large: 200 }, 100)).toBe('small');
  });

  it('counts judging by the share of frames that need it', async () => {
    const times = { small: 20, medium: 30, large: 45 };
    expect(await choose(times, 20)).toBe('large');
    expect(await choose(times, 80)).toBe('medium');
  });

  it('does not repeat a known measurement', async () => {
    expect(await choose({ small: 1, medium: 2, large: 3 }, 5, true)).toBe('large');
    expect(measured).toEqual([]);
  });
});
