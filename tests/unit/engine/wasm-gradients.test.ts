import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../../scripts/engine/engine.ts';

type Shape4D = [number, number, number, number];
type Stride = number | [number, number];
type Padding = 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
type Operation = (...inputs: tf.Tensor4D[]) => tf.Tensor;

const TOLERANCE = 1e-4;

beforeAll(async () => {
  await loadEngine('wasm');
});

/** Values and gradients of an operation on one backend, flattened and joined. */
async function gradientsOn(backend: string, operation: Operation, shapes: Shape4D[]) {
  await tf.setBackend(backend);
  return tf.tidy(() => {
    // Seeds give both backends the same numbers. 0 would mean no seed.
    const inputs = shapes.map((shape, i) =>
      tf.randomNormal<tf.Rank.R4>(shape, 0, 1, 'float32', i + 1),
    );
    const weighted = (...values: tf.Tensor[]) => {
      const output = operation(...(values as tf.Tensor4D[]));
      // A plain sum would hide errors that move a gradient to a neighbour.
      return tf
        .mul(output, tf.randomUniform(output.shape, -1, 1, 'float32', 99))
        .sum() as tf.Scalar;
    };
    return tf
      .grads(weighted)(inputs)
      .map((gradient, i) => {
        expect(gradient.shape).toEqual(shapes[i]);
        return Array.from(gradient.dataSync());
      });
  });
}

async function expectSameGradients(operation: Operation, shapes: Shape4D[]) {
  const expected = await gradientsOn('cpu', operation, shapes);
  const actual = await gradientsOn('wasm', operation, shapes);
  for (const [i, values] of expected.entries()) {
    const differences = values.map((value, k) => Math.abs(value - (actual[i]?.[k] ?? Number.NaN)));
    expect(Math.max(...differences)).toBeLessThan(TOLERANCE);
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0);
  }
}

describe('conv2d', () => {
  const cases: [kernel: number, stride: Stride, padding: Padding, height: number, width: number][] =
    [
      [1, 1, 'same', 5, 6],
      [1, 2, 'same', 5, 6],
      [1, 2, 'valid', 6, 5],
      [2, 2, 'valid', 7, 8],
      [3, 1, 'same', 5, 6],
      [3, 1, 'valid', 5, 6],
      [3, 2, 'same', 7, 8],
      [3, 2, 'valid', 7, 8],
      [3, 3, 'valid', 8, 9],
      [3, 2, 1, 7, 7],
      [
        3,
        2,
        [
          [0, 0],
          [0, 1],
          [2, 1],
          [0, 0],
        ],
        8,
        8,
      ],
      [5, 2, 'same', 9, 10],
      [7, 1, 'same', 8, 9],
      [7, 2, 'same', 9, 10],
      [7, 2, 'valid', 15, 14],
    ];
  test.each(cases)(
    '%ix%$0, stride %j, padding %j, %i x %i',
    async (kernel, stride, padding, h, w) => {
      await expectSameGradients(
        (x, filter) =>
          tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, padding as 'same'),
        [
          [2, h, w, 3],
          [kernel, kernel, 3, 4],
        ],
      );
    },
  );

  test('a filter that is not square', async () => {
    const shapes: Shape4D[] = [
      [2, 6, 7, 2],
      [1, 4, 2, 3],
    ];
    await expectSameGradients((x, filter) => tf.conv2d(x, filter, 2, 'same'), shapes);
    await expectSameGradients((x, filter) => tf.conv2d(x, filter, 1, 'valid'), shapes);
  });

  test('fused with a bias and an activation', async () => {
    await expectSameGradients(
      (x, filter, bias) =>
        tf.fused.conv2d({
          x,
          filter,
          strides: 2,
          pad: 'same',
          bias: bias.reshape<tf.Tensor1D>([4]),
          activation: 'relu',
        }),
      [
        [2, 6, 6, 3],
        [3, 3, 3, 4],
        [1, 1, 1, 4],
      ],
    );
  });

  test('transposed', async () => {
    await expectSameGradients(
      (x, filter) => tf.conv2dTranspose(x, filter, [2, 8, 8, 3], 2, 'same'),
      [
        [2, 4, 4, 5],
        [3, 3, 3, 5],
      ],
    );
  });

  test('rejects unequal strides instead of returning wrong values', async () => {
    const shapes: Shape4D[] = [
      [1, 6, 6, 2],
      [3, 3, 2, 2],
    ];
    const operation: Operation = (x, filter) => tf.conv2d(x, filter, [1, 2], 'same');
    await expect(gradientsOn('wasm', operation, shapes)).rejects.toThrow('same stride');
  });
});

describe('depthwiseConv2d', () => {
  const cases: [kernel: number, stride: number, padding: 'same' | 'valid', multiplier: number][] = [
    [1, 1, 'same', 1],
    [3, 1, 'same', 1],
    [3, 1, 'valid', 2],
    [3, 2, 'same', 1],
    [3, 2, 'valid', 3],
    [5, 1, 'same', 1],
    [5, 2, 'same', 2],
    [7, 2, 'same', 1],
  ];
  test.each(cases)(
    '%ix%$0, stride %i, %s, multiplier %i',
    async (kernel, stride, padding, times) => {
      await expectSameGradients(
        (x, filter) => tf.depthwiseConv2d(x, filter, stride, padding),
        [
          [2, 8, 9, 3],
          [kernel, kernel, 3, times],
        ],
      );
    },
  );
});

describe('maxPool', () => {
  const cases: [size: number, stride: number, padding: 'same' | 'valid'][] = [
    [2, 2, 'valid'],
    [3, 2, 'valid'],
    [3, 2, 'same'],
    [3, 1, 'same'],
  ];
  test.each(cases)('%i, stride %i, %s', async (size, stride, padding) => {
    await expectSameGradients((x) => tf.maxPool(x, size, stride, padding), [[2, 8, 9, 3]]);
  });

  test('windows without a positive value', async () => {
    await expectSameGradients(
      (x) => tf.maxPool(tf.sub<tf.Tensor4D>(x, 10), 2, 2, 'valid'),
      [[2, 8, 9, 3]],
    );
  });
});

describe('operations whose gradients the backend already supports', () => {
  const operations: [string, Operation][] = [
    ['average pool 2/2', (x) => tf.avgPool(x, 2, 2, 'valid')],
    ['average pool 3/2, same', (x) => tf.avgPool(x, 3, 2, 'same')],
    ['mean over pixels', (x) => tf.mean(x, [1, 2])],
    [
      'pad',
      (x) =>
        tf.pad(x, [
          [0, 0],
          [1, 2],
          [0, 1],
          [0, 3],
        ]),
    ],
    ['slice', (x) => tf.slice(x, [0, 1, 2, 0], [2, 3, 4, 2])],
    ['concat', (x) => tf.concat([x, tf.relu(x)], 3)],
    ['sigmoid', (x) => tf.sigmoid(x)],
    ['log softmax', (x) => tf.logSoftmax(x)],
    ['prelu', (x) => tf.prelu(x, tf.tensor([0.1, 0.2, 0.3]))],
    ['minimum and maximum', (x) => tf.maximum(tf.minimum(x, 0.5), -0.5)],
    ['clip', (x) => tf.clipByValue(x, -0.5, 0.5)],
    ['division and power', (x) => tf.div(tf.pow(tf.abs(x), 1.5), tf.add(tf.square(x), 1))],
    ['where', (x) => tf.where(tf.tensor([true, false, true]), tf.mul(x, 2), tf.exp(x))],
  ];
  test.each(operations)('%s', async (_name, operation) => {
    await expectSameGradients(operation, [[2, 8, 9, 3]]);
  });

  // Square, in a batch of 1: for other inputs the cpu backend returns wrong values.
  test.each<[string, Operation]>([
    ['resizeBilinear, larger', (x) => tf.image.resizeBilinear(x, [13, 13])],
    ['resizeBilinear, smaller', (x) => tf.image.resizeBilinear(x, [5, 5], true)],
    ['resizeNearestNeighbor', (x) => tf.image.resizeNearestNeighbor(x, [16, 16])],
  ])('%s', async (_name, operation) => {
    await expectSameGradients(operation, [[1, 8, 8, 3]]);
  });

  test('batch normalisation', async () => {
    await expectSameGradients(
      (x, scale) => {
        const { mean, variance } = tf.moments(x, [0, 1, 2]);
        return tf.batchNorm(
          x,
          mean.as1D(),
          variance.as1D(),
          tf.zeros<tf.Rank.R1>([3]),
          scale.as1D(),
        );
      },
      [
        [2, 5, 5, 3],
        [1, 1, 1, 3],
      ],
    );
  });

  test('matMul', async () => {
    await expectSameGradients(
      (a, b) => tf.matMul(a.reshape([5, 6]), b.reshape([6, 4])),
      [
        [1, 1, 5, 6],
        [1, 1, 6, 4],
      ],
    );
  });
});

describe('gather', () => {
  test('adds up the rows gathered more than once', async () => {
    const indices = tf.tensor1d([3, 0, 3, 1, 3], 'int32');
    await expectSameGradients((x) => tf.gather(x, indices), [[4, 2, 2, 3]]);
    await expectSameGradients((x) => tf.gather(x, indices, 2), [[2, 3, 4, 3]]);
  });

  test('rejects an id outside the output', async () => {
    await tf.setBackend('wasm');
    const ids = tf.tensor1d([0, 5], 'int32');
    expect(() => tf.unsortedSegmentSum(tf.ones([2, 2]), ids, 3)).toThrow(RangeError);
  });
});

test('gradient steps leave no tensors behind', async () => {
  await tf.setBackend('wasm');
  const filter = tf.variable(tf.randomNormal<tf.Rank.R4>([3, 3, 2, 2]));
  const depthwise = tf.variable(tf.randomNormal<tf.Rank.R4>([3, 3, 2, 1]));
  const x = tf.randomNormal<tf.Rank.R4>([2, 6, 6, 2]);
  const optimizer = tf.train.adam(0.01);
  const step = () => {
    optimizer.minimize(() => {
      const once = tf.conv2d(x, filter, 2, 'same');
      return tf.conv2d(tf.depthwiseConv2d(once, depthwise, 1, 'same'), filter, 1, 'same').mean();
    });
  };
  step();
  const { numTensors, numDataBuffers } = tf.memory();
  step();
  step();
  expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
});
