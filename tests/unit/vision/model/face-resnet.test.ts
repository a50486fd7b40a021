import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { CONVOLUTIONS, faceResnetFeatures } from '@/lib/vision/model/networks/face-resnet';
import { pretrainedFaceResnet } from '@/scripts/training/pretrained/face-resnet';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

const FOLDER = 'node_modules/@vladmandic/face-api/';

/** The package's forward pass, rewritten from its source without folded or fused operations. */
async function referenceFeatures(image: tf.Tensor4D): Promise<tf.Tensor2D> {
  const json = JSON.parse(
    await readFile(`${FOLDER}model/face_recognition_model-weights_manifest.json`, 'utf8'),
  );
  const bin = await readFile(`${FOLDER}model/face_recognition_model.bin`);
  const bytes = bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.byteLength);
  const w = tf.io.decodeWeights(bytes as ArrayBuffer, json[0].weights);
  const get = (name: string) => w[name] as tf.Tensor;
  const conv = (x: tf.Tensor4D, name: string, stride: number, pad: 'same' | 'valid') => {
    const y = tf.add(
      tf.conv2d(x, get(`${name}/conv/filters`) as tf.Tensor4D, stride, pad),
      get(`${name}/conv/bias`),
    );
    return tf.add<tf.Tensor4D>(
      tf.mul(y, get(`${name}/scale/weights`)),
      get(`${name}/scale/biases`),
    );
  };
  let x: tf.Tensor4D = tf.relu(conv(image, 'conv32_down', 2, 'valid'));
  x = tf.maxPool(x, 3, 2, 'valid');
  const units = CONVOLUTIONS.filter((n) => n.endsWith('/conv1')).map((n) => n.split('/')[0]);
  for (const unit of units) {
    const down = unit?.includes('down');
    let out = tf.relu(conv(x, `${unit}/conv1`, down ? 2 : 1, down ? 'valid' : 'same'));
    out = conv(out, `${unit}/conv2`, 1, 'same');
    let shortcut = x;
    if (down) {
      shortcut = tf.avgPool(x, 2, 2, 'valid');
      const [, height, width, channels] = shortcut.shape;
      if (out.shape[1] !== height || out.shape[2] !== width) {
        out = tf.concat([out, tf.zeros([out.shape[0], 1, out.shape[2], out.shape[3]])], 1);
        out = tf.concat([out, tf.zeros([out.shape[0], out.shape[1], 1, out.shape[3]])], 2);
      }
      if (out.shape[3] !== channels) shortcut = tf.concat([shortcut, tf.zeros(shortcut.shape)], 3);
    }
    x = tf.relu(tf.add<tf.Tensor4D>(out, shortcut));
  }
  return tf.mean(x, [1, 2]) as tf.Tensor2D;
}

it('computes the same as the face-recognition network of face-api', async () => {
  const image = tf.randomUniform([2, 150, 150, 3], -0.5, 0.5, 'float32', 5) as tf.Tensor4D;
  const expected = await (await referenceFeatures(image)).data();
  const actual = await faceResnetFeatures(await pretrainedFaceResnet(), image).data();
  expect(actual.length).toBe(2 * 256);
  const worst = Array.from(actual).reduce(
    (max, v, i) => Math.max(max, Math.abs(v - (expected[i] ?? NaN))),
    0,
  );
  expect(worst).toBeLessThan(1e-4 * Math.max(...expected));
});
