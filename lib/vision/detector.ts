import * as tf from '@tensorflow/tfjs';
import { MaskGateError } from '../errors.ts';
import { type Box, clipToFrame, type Size } from '../geometry.ts';
import type {
  Detection,
  Detector,
  FoundFace,
  Frame,
  JudgedFace,
  PixelFrame,
} from './detector-types.ts';
import { chooseFaces } from './find/choose-faces.ts';
import { createFaceFinder } from './find/face-finder.ts';
import type { FaceCandidate } from './find/suppress.ts';
import { type FramePlanes, rgbaPlanes } from './frame/frame-planes.ts';
import { type CuttableFrame, frameSize, letterbox, zoomedViews } from './frame/regions.ts';
import type { Answer } from './judge/answers.ts';
import { createMaskClassifier } from './judge/mask-classifier.ts';
import { isBackground, verdict } from './judge/verdict.ts';
import type { MaskClassifierManifest } from './model/manifest.ts';
import type { ReadFile } from './model/model-files.ts';
import { disposeModels, loadModels, type Models } from './model/models.ts';

const MAX_FACES = 16;

/**
 * Loads both published models on the current TensorFlow.js backend.
 * @param read gives a file of the models folder, e.g. `face-finder/manifest.json`
 * @throws MaskGateError `model-missing`, `model-invalid`
 */
export async function openDetector(read: ReadFile): Promise<Detector> {
  return createDetector(await loadModels(read));
}

/** @param models are disposed of with the detector */
export function createDetector(models: Models): Detector {
  const finder = createFaceFinder(models.finder.manifest, models.finder.weights);
  const classifier = createMaskClassifier(models.classifier.manifest, models.classifier.weights);
  const { scoreThreshold, zoomedScoreThreshold } = models.finder.manifest;
  const { thresholds } = models.classifier.manifest;

  return {
    async detect(frame, options = {}): Promise<Detection> {
      const started = performance.now();
      const pixels = openFrame(frame);
      try {
        const size = frameSize(pixels);
        const grabbed = performance.now();

        const zoomed = options.search === 'zoomed';
        const views = zoomed ? zoomedViews(size) : [letterbox(size)];
        const threshold = zoomed ? zoomedScoreThreshold : scoreThreshold;
        const candidates = await finder.find(pixels, views, options.faceThreshold ?? threshold);
        const strongest = candidates
          .filter(({ box }) => clipToFrame(box, size))
          .slice(0, options.maxFaces ?? MAX_FACES);
        const found = performance.now();

        const boxes = strongest.map(({ box }) => box);
        const chosen = options.plan ? chooseFaces(boxes, options.plan) : [...boxes.keys()];
        const crops = classifier.crop(
          pixels,
          chosen.map((i) => boxes[i] as Box),
          options.search,
        );
        const cropped = performance.now();

        const answers = await classifier.judge(crops);
        const judged = performance.now();

        const answersByFace = new Map(chosen.map((face, i) => [face, answers[i]]));
        const sorted = sortFaces(strongest, answersByFace, size, thresholds);
        return {
          frame: size,
          faces: sorted.faces,
          ...(options.plan && { unjudged: sorted.unjudged, dismissed: sorted.dismissed }),
          times: {
            grab: grabbed - started,
            find: found - grabbed,
            crop: cropped - found,
            judge: judged - cropped,
          },
        };
      } finally {
        if (!('planes' in pixels)) pixels.dispose();
      }
    },

    dispose: () => disposeModels(models),
  };
}

/** By what was said of each face: its label, nothing yet, or that it is none. */
function sortFaces(
  candidates: readonly FaceCandidate[],
  answersByFace: ReadonlyMap<number, Answer | undefined>,
  frame: Size,
  thresholds: MaskClassifierManifest['thresholds'],
) {
  const faces: JudgedFace[] = [];
  const unjudged: FoundFace[] = [];
  const dismissed: FoundFace[] = [];
  candidates.forEach((candidate, i) => {
    const box = clipToFrame(candidate.box, frame);
    if (!box) return;
    const { score: faceScore, landmarks } = candidate;
    const face = { box, faceScore, landmarks };
    const answer = answersByFace.get(i);
    if (!answer) unjudged.push(face);
    else if (isBackground(answer.scores, thresholds)) dismissed.push(face);
    else faces.push({ ...face, ...verdict(answer, thresholds), scores: answer.scores });
  });
  return { faces, unjudged, dismissed };
}

/** As planes where the networks run on the processor and the pixels lie in its memory anyway. */
function openFrame(frame: Frame): CuttableFrame {
  if ('planes' in frame) return frame;
  refuseEmpty(frame);
  if (tf.getBackend() !== 'wasm' || !('data' in frame)) return readPixels(frame);
  return rgbaPlanes(asBytes(frame.data), frame);
}

/** [height, width, 3], float32, 0 to 255. @throws MaskGateError `image-empty` */
export function readPixels(frame: Exclude<Frame, FramePlanes>): tf.Tensor3D {
  refuseEmpty(frame);
  return tf.tidy(() => tf.cast(tf.browser.fromPixels(asPixelSource(frame)), 'float32'));
}

function refuseEmpty({ width, height }: Size): void {
  if (width >= 1 && height >= 1) return;
  throw new MaskGateError('image-empty', `A frame of ${width} x ${height} px`);
}

/** TensorFlow.js takes plain pixels only as a Uint8Array. */
function asPixelSource(
  frame: Exclude<Frame, FramePlanes>,
): Parameters<typeof tf.browser.fromPixels>[0] {
  if ('data' in frame && frame.data instanceof Uint8ClampedArray) {
    return { data: asBytes(frame.data), width: frame.width, height: frame.height };
  }
  return frame as Parameters<typeof tf.browser.fromPixels>[0];
}

function asBytes(data: ImageData['data'] | PixelFrame['data']): Uint8Array {
  if (data instanceof Uint8Array) return data;
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
