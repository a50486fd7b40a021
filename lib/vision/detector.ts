import * as tf from '@tensorflow/tfjs';
import { MaskGateError } from '../errors.ts';
import { clipToFrame, type Size } from '../geometry.ts';
import type { Detection, Detector, Frame, JudgedFace } from './detector-types.ts';
import { createFaceFinder } from './face-finder.ts';
import { faceFinderManifest, maskClassifierManifest } from './manifest.ts';
import { createMaskClassifier } from './mask-classifier.ts';
import { loadModel, type ReadFile } from './model-files.ts';
import { letterbox, zoomedViews } from './regions.ts';
import { isBackground, verdict } from './verdict.ts';
import { disposeWeights } from './weights.ts';

const MAX_FACES = 16;

/**
 * Loads both published models on the current TensorFlow.js backend.
 * @param read gives a file of the models folder, e.g. `face-finder/manifest.json`
 * @throws MaskGateError `model-missing`, `model-invalid`
 */
export async function openDetector(read: ReadFile): Promise<Detector> {
  const [finderModel, classifierModel] = await Promise.all([
    loadModel(read, 'face-finder', faceFinderManifest),
    loadModel(read, 'mask-classifier', maskClassifierManifest),
  ]);
  const finder = createFaceFinder(finderModel.manifest, finderModel.weights);
  const classifier = createMaskClassifier(classifierModel.manifest, classifierModel.weights);
  const { thresholds } = classifierModel.manifest;

  return {
    async detect(frame, options = {}): Promise<Detection> {
      const started = performance.now();
      const pixels = readPixels(frame);
      try {
        const size: Size = { width: pixels.shape[1], height: pixels.shape[0] };
        const grabbed = performance.now();

        const views = options.search === 'zoomed' ? zoomedViews(size) : [letterbox(size)];
        const candidates = await finder.find(pixels, views, options.faceThreshold);
        const strongest = candidates
          .filter(({ box }) => clipToFrame(box, size))
          .slice(0, options.maxFaces ?? MAX_FACES);
        const found = performance.now();

        const scores = await classifier.judge(
          pixels,
          strongest.map(({ box }) => box),
        );
        const faces = strongest.flatMap((candidate, i): JudgedFace[] => {
          const faceScores = scores[i];
          const box = clipToFrame(candidate.box, size);
          if (!faceScores || !box || isBackground(faceScores, thresholds)) return [];
          return [
            {
              box,
              faceScore: candidate.score,
              ...verdict(faceScores, thresholds),
              scores: faceScores,
            },
          ];
        });
        const judged = performance.now();

        return {
          frame: size,
          faces,
          times: { grab: grabbed - started, find: found - grabbed, judge: judged - found },
        };
      } finally {
        pixels.dispose();
      }
    },

    dispose() {
      disposeWeights(finderModel.weights);
      disposeWeights(classifierModel.weights);
    },
  };
}

/** [height, width, 3], float32, 0 to 255. @throws MaskGateError `image-empty` */
export function readPixels(frame: Frame): tf.Tensor3D {
  if (frame.width < 1 || frame.height < 1) {
    throw new MaskGateError('image-empty', `A frame of ${frame.width} x ${frame.height} px`);
  }
  return tf.tidy(() => tf.cast(tf.browser.fromPixels(asPixelSource(frame)), 'float32'));
}

/** TensorFlow.js takes plain pixels only as a Uint8Array. */
function asPixelSource(frame: Frame): Parameters<typeof tf.browser.fromPixels>[0] {
  if ('data' in frame && frame.data instanceof Uint8ClampedArray) {
    const { buffer, byteOffset, byteLength } = frame.data;
    const data = new Uint8Array(buffer, byteOffset, byteLength);
    return { data, width: frame.width, height: frame.height };
  }
  return frame as Parameters<typeof tf.browser.fromPixels>[0];
}
