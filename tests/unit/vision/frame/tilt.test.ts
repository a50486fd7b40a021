import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { rgbaPlanes } from '@/lib/vision/frame/frame-planes';
import {
  type Tilt,
  tiltBoxBack,
  tiltFrame,
  tiltPointBack,
  tiltScale,
} from '@/lib/vision/frame/tilt';
import { useWasm } from '../../../support/wasm';

const TILTS = [1, -1] as const satisfies Tilt[];
/** The second is scaled down. */
const FRAMES = [
  { width: 60, height: 40 },
  { width: 900, height: 1200 },
];

/** Black but for a white dot, 5% of the frame's height wide. */
function withDot(frame: { width: number; height: number }, dot: { x: number; y: number }) {
  const data = new Uint8Array(frame.width * frame.height * 4);
  const radius = 0.025 * frame.height;
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const near = Math.hypot(x + 0.5 - dot.x, y + 0.5 - dot.y) <= radius;
      if (near) data.fill(255, (y * frame.width + x) * 4, (y * frame.width + x) * 4 + 4);
    }
  }
  return rgbaPlanes(data, frame);
}

/** The middle of all light, px. */
function lightOf(tilted: tf.Tensor3D): { x: number; y: number } {
  const rows = tilted.arraySync() as number[][][];
  let [sum, x, y] = [0, 0, 0];
  rows.forEach((row, j) => {
    row.forEach(([red = 0], i) => {
      sum += red;
      x += red * (i + 0.5);
      y += red * (j + 0.5);
    });
  });
  return { x: x / sum, y: y / sum };
}

describe('tiltFrame', () => {
  beforeAll(useWasm);

  it('moves the top of the picture to the right with a clockwise tilt', () => {
    const frame = FRAMES[0] as (typeof FRAMES)[number];
    const tilted = tiltFrame(withDot(frame, { x: 30, y: 4 }), 1);
    const { x, y } = lightOf(tilted);
    expect(x).toBeGreaterThan(tilted.shape[1] / 2 + 5);
    expect(y).toBeLessThan(tilted.shape[0] / 2 - 5);
    tilted.dispose();
  });

  it.each(TILTS)('shows every corner of a frame, where tiltPointBack finds it: %i', (tilt) => {
    for (const frame of FRAMES) {
      const margin = 0.05 * frame.height;
      for (const x of [margin, frame.width - margin]) {
        for (const y of [margin, frame.height - margin]) {
          const tilted = tiltFrame(withDot(frame, { x, y }), tilt);
          const back = tiltPointBack(lightOf(tilted), tilt, frame);
          tilted.dispose();
          const pixel = 1 + tiltScale(frame);
          expect(Math.abs(back.x - x)).toBeLessThan(pixel);
          expect(Math.abs(back.y - y)).toBeLessThan(pixel);
        }
      }
    }
  });

  it('gives the same for planes and for a tensor', () => {
    const frame = FRAMES[0] as (typeof FRAMES)[number];
    const planes = withDot(frame, { x: 20, y: 10 });
    const rgb = planes.planes[0].data.filter((_, i) => i % 4 < 3);
    const tensor = tf.tensor3d(new Float32Array(rgb), [frame.height, frame.width, 3]);
    const [ofPlanes, ofTensor] = [tiltFrame(planes, 1), tiltFrame(tensor, 1)];
    expect(tf.max(tf.abs(tf.sub(ofPlanes, ofTensor))).dataSync()[0]).toBeLessThan(0.01);
    tf.dispose([tensor, ofPlanes, ofTensor]);
  });
});

it('tiltBoxBack keeps the area of a box and its middle', () => {
  const frame = { width: 60, height: 40 };
  const box = { x: 10, y: 20, width: 4, height: 9 };
  const back = tiltBoxBack(box, -1, frame);
  const scale = tiltScale(frame);
  expect(back.width).toBeCloseTo(6 * scale);
  expect(back.height).toBe(back.width);
  const middle = tiltPointBack({ x: 12, y: 24.5 }, -1, frame);
  expect(back.x + back.width / 2).toBeCloseTo(middle.x);
  expect(back.y + back.height / 2).toBeCloseTo(middle.y);
});
