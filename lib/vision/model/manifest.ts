import * as z from 'zod';
import { MaskGateError } from '../../errors.ts';
import { OUTPUT_LABELS } from '../labels.ts';
import { INPUT_SIZES, NETWORK_NAMES } from './networks/names.ts';
import { parseJson } from './parse-json.ts';

/**
 * The schema of a published model's `manifest.json`. The training scripts write it; the build of the site
 * and every command that reads a model check it. Pages take the types alone, and download no schema.
 */

const positive = z.number().positive();
const positiveInt = z.int().positive();
const ratio = z.number().min(0).max(1);

const tensorEntry = z.object({
  name: z.string().min(1),
  shape: z.array(positiveInt),
  dtype: z.literal('float32'),
  /** As in TensorFlow.js's weight manifests: value = stored * scale + min. */
  quantization: z.optional(
    z.union([
      z.object({ dtype: z.enum(['uint8', 'uint16']), scale: z.number(), min: z.number() }),
      z.object({ dtype: z.literal('float16') }),
    ]),
  ),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const weights = z.object({
  file: z.literal('weights.bin'),
  bytes: positiveInt,
  /** Hex, of the file. */
  sha256,
  /** A large file is stored in parts: these, in order, in its place. */
  shards: z.optional(
    z
      .array(
        z.object({
          file: z.string().regex(/^weights-\d+\.bin$/),
          bytes: positiveInt,
          sha256,
        }),
      )
      .min(2),
  ),
  tensors: z.array(tensorEntry).min(1),
});

/** Where weights started from, with the licence that lets us ship them. */
const origin = z.object({
  package: z.string(),
  file: z.string(),
  /** Hex, of the file; absent where a file of one's own took its place. */
  sha256: z.optional(sha256),
  licence: z.string(),
});

const shared = {
  formatVersion: z.literal(1),
  /** ISO 8601, UTC */
  createdAt: z.iso.datetime(),
  /** Absent where training began with random weights. */
  origin: z.optional(origin),
  weights,
  /** How it was trained: options, seed, data, versions. Absent where weights are as they came. */
  training: z.optional(z.record(z.string(), z.unknown())),
  /** Figures with their sample sizes, as the evaluation wrote them. */
  metrics: z.optional(z.record(z.string(), z.unknown())),
};

/** Edges are multiples of BlazeFace's coarsest stride, px. */
const INPUT_STEP = 32;
const inputEdge = z.int().positive().multipleOf(INPUT_STEP);
const inputShapes = z.array(z.object({ width: inputEdge, height: inputEdge })).min(1);

export const faceFinderManifest = z.object({
  ...shared,
  task: z.literal('face-finder'),
  network: z.literal('blazeface'),
  /** Input shapes of each size, px: a frame is seen in the one that fits it best. */
  shapes: z.object({ small: inputShapes, medium: inputShapes, large: inputShapes }),
  /** Lowest score taken for a face where the picture is looked at once. */
  scoreThreshold: ratio,
  /** The same where it is looked at in many zoomed views too: each is one more chance of a false box. */
  zoomedScoreThreshold: ratio,
  /** Boxes that overlap more than this are one face. */
  iouThreshold: ratio,
});
export type FaceFinderManifest = z.infer<typeof faceFinderManifest>;

/** The rule that turns a face box into the square that the classifier sees. */
const cropRule = z.object({
  /** Edge of the square as a multiple of the longer edge of the face box. */
  sideRatio: z.number().min(1).max(4),
  /** Grey level, 0 to 255, of what lies beyond the frame. */
  fill: z.number().min(0).max(255),
});
export type CropRule = z.infer<typeof cropRule>;

/** Factors of a logistic model of log-odds: whether a box shows a face (`judge/face-evidence.ts`). */
const faceEvidence = z.object({
  bias: z.number(),
  /** Of the classifier's probability that the box is no background. */
  classifier: z.number().min(0),
  /** Of the finder's score. */
  finder: z.number().min(0),
});
export type FaceEvidence = z.infer<typeof faceEvidence>;

export const maskClassifierManifest = z
  .object({
    ...shared,
    task: z.literal('mask-classifier'),
    network: z.enum(NETWORK_NAMES),
    /** Edge of the square input, px. */
    inputSize: positiveInt,
    /** Per channel, R G B: network input = (pixel - mean) / std, pixel 0 to 255. */
    normalization: z.object({
      mean: z.tuple([z.number(), z.number(), z.number()]),
      std: z.tuple([positive, positive, positive]),
    }),
    /** In the order of the outputs; a class that no output belongs to has probability 0. */
    labels: z
      .array(z.enum(OUTPUT_LABELS))
      .min(2)
      .refine((labels) => new Set(labels).size === labels.length, 'a label stands twice'),
    crop: cropRule,
    /** The logits of the classes are divided by this before softmax (Guo et al. 2017), chosen on validation. */
    temperature: positive,
    thresholds: z.object({
      /** Least probability of "worn right", or of "not worn right", with which a verdict is given. */
      sure: ratio,
      /** Lowest probability, by both networks, that a box shows a face. */
      isFace: ratio,
    }),
    /**
     * By how a picture is searched; fitted by `npm run calibrate` with the finder in place, which each new
     * finder asks for again.
     */
    faceEvidence: z.optional(z.object({ whole: faceEvidence, zoomed: faceEvidence })),
  })
  .refine(({ network, inputSize }) => inputSize === INPUT_SIZES[network], {
    path: ['inputSize'],
    message: 'the network sees pictures of another size',
  });
export type MaskClassifierManifest = z.infer<typeof maskClassifierManifest>;

/** The manifest of each published model, by its task, which is also its folder. */
export interface Manifests {
  readonly 'face-finder': FaceFinderManifest;
  readonly 'mask-classifier': MaskClassifierManifest;
}

/**
 * Checks the manifest of a published model as a whole.
 * @param text of its file
 * @throws MaskGateError `model-invalid`, naming the fields that do not fit
 */
export function checkManifest(task: keyof Manifests, text: string): void {
  const schema = task === 'face-finder' ? faceFinderManifest : maskClassifierManifest;
  const { error } = schema.safeParse(parseJson(text, task));
  if (!error) return;
  throw new MaskGateError('model-invalid', `${task}/manifest.json: ${z.prettifyError(error)}`);
}
