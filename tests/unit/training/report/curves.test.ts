import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { roundTicks } from '@/scripts/support/svg-plot';
import type { EpochRecord } from '@/scripts/training/fit';
import { curvesSvg } from '@/scripts/training/report/curves';

function record(epoch: number, values: Partial<EpochRecord> = {}): EpochRecord {
  return {
    epoch,
    trainLoss: 1 / epoch,
    trainAccuracy: 1 - 0.4 / epoch,
    validationLoss: 0.8 / epoch,
    validationAccuracy: 1 - 0.3 / epoch,
    seconds: 1,
    ...values,
  };
}

describe('curvesSvg', () => {
  const history = [1, 2, 3, 4].map((epoch) => record(epoch));

  it('is a picture with two curves for loss and two for accuracy, and axis labels', async () => {
    const svg = curvesSvg(history);
    expect(await sharp(Buffer.from(svg)).metadata()).toMatchObject({ format: 'svg', width: 840 });
    expect(svg.match(/<polyline/g)).toHaveLength(4);
    expect(svg.match(/<circle/g)).toHaveLength(16);
    for (const text of ['Loss (nats)', 'Accuracy (%)', 'train', 'validation', '>60<', '>95<']) {
      expect(svg).toContain(text);
    }
  });

  it('keeps all points inside; a falling loss goes right and down', () => {
    const first = /points="([^"]+)"/.exec(curvesSvg(history))?.[1] ?? '';
    const points = first.split(' ').map((point) => point.split(',').map(Number));
    points.forEach(([x, y], i) => {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(420);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(260);
      if (i > 0) expect(x).toBeGreaterThan(points[i - 1]?.[0] as number);
      if (i > 0) expect(y).toBeGreaterThan(points[i - 1]?.[1] as number);
    });
  });

  it('draws one epoch, no epoch, and flat curves, without NaN or Infinity', () => {
    const flat = [1, 2].map((epoch) => record(epoch, { trainLoss: 0, validationLoss: 0 }));
    for (const some of [history.slice(0, 1), [], flat]) {
      expect(curvesSvg(some)).not.toMatch(/NaN|Infinity/);
    }
  });

  it('leaves out an epoch whose loss is not finite', () => {
    const broken = [...history, record(5, { trainLoss: Number.NaN })];
    const svg = curvesSvg(broken);
    expect(svg).not.toContain('NaN');
    expect(svg.match(/<circle/g)).toHaveLength(4 + 5 + 5 + 5);
  });
});

describe('roundTicks', () => {
  it('encloses the range with round numbers', () => {
    expect(roundTicks(0.13, 0.97, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(roundTicks(61, 99, 5)).toEqual([60, 70, 80, 90, 100]);
    expect(roundTicks(2, 2, 5).at(-1)).toBeGreaterThan(2);
  });
});
