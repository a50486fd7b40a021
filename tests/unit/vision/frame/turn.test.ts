import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { rgbaPlanes } from '@/lib/vision/frame/frame-planes';
import { type QuarterTurns, turnBoxBack, turnFrame, turnPointBack } from '@/lib/vision/frame/turn';
import { useWasm } from '../../../support/wasm';

const FRAME = { width: 6, height: 4 };
const TURNS = [0, 1, 2, 3] as const;
/** Every pixel and channel has a different value. */
const rgba = Uint8Array.from({ length: FRAME.width * FRAME.height * 4 }, (_, i) => 2 * i);

const asTensor = () => {
  const rgb = rgba.filter((_, i) => i % 4 < 3);
  return tf.tensor3d(new Float32Array(rgb), [FRAME.height, FRAME.width, 3]);
};
const valueAt = (x: number, y: number) => rgba[(y * FRAME.width + x) * 4] as number;

/** Red of the turned frame's pixels, row by row. */
function redOf(turned: ReturnType<typeof turnFrame>): number[][] {
  if (!('planes' in turned)) {
    return (turned.arraySync() as number[][][]).map((row) => row.map(([red]) => red as number));
  }
  const [{ data, offset, rowStride, sampleStride, width, height }] = turned.planes;
  expect({ width, height }).toEqual({ width: turned.width, height: turned.height });
  return Array.from({ length: height }, (_, y) =>
    Array.from(
      { length: width },
      (_, x) => data[offset + y * rowStride + x * sampleStride] as number,
    ),
  );
}

describe('turnFrame', () => {
  beforeAll(useWasm);

  it('moves the left edge to the top with one clockwise turn', () => {
    const rows = redOf(turnFrame(rgbaPlanes(rgba, FRAME), 1));
    expect(rows).toHaveLength(FRAME.width);
    expect(rows[0]).toEqual([3, 2, 1, 0].map((y) => valueAt(0, y)));
  });

  it.each(TURNS)('gives the same for planes and for a tensor, %i turns', (turns) => {
    const tensor = asTensor();
    const turned = turnFrame(tensor, turns) as tf.Tensor3D;
    expect(redOf(turnFrame(rgbaPlanes(rgba, FRAME), turns))).toEqual(redOf(turned));
    tf.dispose([tensor, turned]);
  });

  it('leaves no tensor behind but the turned frame', () => {
    const tensor = asTensor();
    const before = tf.memory().numTensors;
    for (const turns of TURNS) tf.dispose(turnFrame(tensor, turns) as tf.Tensor3D);
    expect(tf.memory().numTensors).toBe(before);
    tensor.dispose();
  });
});

describe('turnPointBack', () => {
  it.each(TURNS)('says where a pixel of the turned frame came from, %i turns', (turns) => {
    const rows = redOf(turnFrame(rgbaPlanes(rgba, FRAME), turns as QuarterTurns));
    rows.forEach((row, y) => {
      row.forEach((value, x) => {
        const from = turnPointBack({ x: x + 0.5, y: y + 0.5 }, turns, FRAME);
        expect(valueAt(from.x - 0.5, from.y - 0.5)).toBe(value);
      });
    });
  });
});

describe('turnBoxBack', () => {
  it('keeps the corners of a box, whatever their order', () => {
    const box = { x: 1, y: 2, width: 2, height: 3 };
    expect(turnBoxBack(box, 0, FRAME)).toEqual(box);
    expect(turnBoxBack(box, 1, FRAME)).toEqual({ x: 2, y: 1, width: 3, height: 2 });
    expect(turnBoxBack(box, 2, FRAME)).toEqual({ x: 3, y: -1, width: 2, height: 3 });
    expect(turnBoxBack(box, 3, FRAME)).toEqual({ x: 1, y: 1, width: 3, height: 2 });
  });
});
