import { XMLParser } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { type SoakSample, soakCurveSvg } from '@/scripts/bench/soak-curve';

const sample = (frames: number, change: Partial<SoakSample> = {}): SoakSample => ({
  minutes: frames / 600,
  frames,
  memoryMiB: 400,
  heapMiB: 20,
  tensors: 250,
  framesPerSecond: 10,
  people: 1,
  state: 'pass',
  errors: 0,
  event: '',
  ...change,
});

it('draws memory, tensors and frame rate over the frames, and marks events', () => {
  const svg = soakCurveSvg([
    sample(1000),
    sample(2000, { tensors: null, event: 'engine lost' }),
    sample(3000, { memoryMiB: 200 }),
  ]);
  const { g } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(svg).svg;
  expect(g).toHaveLength(3);
  const points = g.map(({ polyline }: { polyline: { points: string } }) =>
    polyline.points.split(' ').map((point) => point.split(',').map(Number)),
  );
  // Without an engine there are no tensors to count.
  expect(points.map((all: unknown[]) => all.length)).toEqual([3, 2, 3]);
  const [[, high], , [, low]] = points[0];
  expect(low).toBeGreaterThan(high);
  expect(svg.match(/engine lost/g)).toHaveLength(3);
});
