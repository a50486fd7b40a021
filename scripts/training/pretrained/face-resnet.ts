import * as tf from '@tensorflow/tfjs';
import type { MaskClassifierManifest } from '../../../lib/vision/model/manifest.ts';
import { CONVOLUTIONS } from '../../../lib/vision/model/networks/face-resnet.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import { readPackageFile } from './package-file.ts';

const PACKAGE = '@vladmandic/face-api';

export const FACE_RESNET_ORIGIN = {
  package: `${PACKAGE}@1.7.15`,
  file: 'model/face_recognition_model.bin',
  sha256: 'b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589',
  licence: 'CC0-1.0 (weights, dlib), MIT (package)',
} as const;

/** Pixels 0 to 255, R G B: what the network was trained on. */
export const FACE_RESNET_NORMALIZATION: MaskClassifierManifest['normalization'] = {
  mean: [122.782, 117.001, 104.298],
  std: [256, 256, 256],
};

/**
 * The backbone of dlib's face recognition, from the file that `@vladmandic/face-api` ships. There a
 * convolution has a bias and is followed by a scale and a shift for each channel; both are folded in
 * here: (x * k + b) * s + t = x * (k s) + (b s + t).
 */
export async function pretrainedFaceResnet(): Promise<NamedWeights> {
  const [json, file] = await Promise.all([
    readPackageFile(PACKAGE, 'model/face_recognition_model-weights_manifest.json'),
    readPackageFile(PACKAGE, FACE_RESNET_ORIGIN.file, FACE_RESNET_ORIGIN.sha256),
  ]);
  const manifest = JSON.parse(new TextDecoder().decode(json.bytes)) as [
    { weights: tf.io.WeightsManifestEntry[] },
  ];
  return tf.tidy(() => {
    const theirs = tf.io.decodeWeights(file.bytes, manifest[0].weights);
    const ours: Record<string, tf.Tensor> = {};
    for (const name of CONVOLUTIONS) {
      const get = (part: string) => {
        const tensor = theirs[`${name}/${part}`];
        if (!tensor) throw new Error(`${PACKAGE} has no weights ${name}/${part}`);
        return tensor;
      };
      const scale = get('scale/weights');
      ours[`${name}/kernel`] = tf.mul(get('conv/filters'), scale);
      ours[`${name}/bias`] = tf.add(tf.mul(get('conv/bias'), scale), get('scale/biases'));
    }
    return ours;
  });
}
