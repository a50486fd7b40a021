import { MaskGateError } from '../../errors.ts';
import * as z from '../../schema.ts';
import { OUTPUT_LABELS } from '../labels.ts';
import { INPUT_SIZES, NETWORK_NAMES } from './networks/names.ts';

/**
 * The schema of a published model's `manifest.json`, shared by the site, which reads it, and the
 * training scripts, which write it.
 */

const ratio = z.number().min(0).max(1);

const tensorEntry = z.object({
  name: z.string().min(1),
  shape: z.array(z.int().positive()),
  dtype: z.literal('float32'),
  /** As in TensorFlow.js's weight manifests: value = stored * scale + min. */
  quantization: z
    .union([
      z.object({ dtype: z.enum(['uint8', 'uint16']), scale: z.number(), min: z.number() }),
      z.object({ dtype: z.literal('float16') }),
    ])
    .optional(),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const weights = z.object({
  file: z.literal('weights.bin'),
  bytes: z.int().positive(),
  /** Hex, of the file. */
  sha256,
  /** A large file is stored in parts: these, in order, in its place. */
  shards: z
    .array(
      z.object({
        file: z.string().regex(/^weights-\d+\.bin$/),
        bytes: z.int().positive(),
        sha256,
      }),
    )
    .min(2)
    .optional(),
  tensors: z.array(tensorEntry).min(1),
});

/** Where weights started from, with the licence that lets us ship them. */
const origin = z.object({
  package: z.string(),
  file: z.string(),
  /** Hex, of the file; absent where a file of one's own took its place. */
  sha256: sha256.optional(),
  licence: z.string(),
});

const shared = {
  formatVersion: z.literal(1),
  /** ISO 8601, UTC */
  createdAt: z.iso.datetime(),
  /** Absent where training began with random weights. */
  origin: origin.optional(),
  weights,
  /** How it was trained: options, seed, data, versions. Absent where weights are as they came. */
  training: z.record(z.string(), z.unknown()).optional(),
  /** Figures with their sample sizes, as the evaluation wrote them. */
  metrics: z.record(z.string(), z.unknown()).optional(),
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
    inputSize: z.int().positive(),
    /** Per channel, R G B: network input = (pixel - mean) / std, pixel 0 to 255. */
    normalization: z.object({
      mean: z.tuple([z.number(), z.number(), z.number()]),
      std: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
    }),
    /** In the order of the outputs; a class that no output belongs to has probability 0. */
    labels: z
      .array(z.enum(OUTPUT_LABELS))
      .min(2)
      .refine((labels) => new Set(labels).size === labels.length, 'a label stands twice'),
    crop: cropRule,
    /** The logits of the classes are divided by this before softmax (Guo et al. 2017), chosen on validation. */
    temperature: z.number().positive(),
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
    faceEvidence: z.object({ whole: faceEvidence, zoomed: faceEvidence }).optional(),
  })
  .refine(({ network, inputSize }) => inputSize === INPUT_SIZES[network], {
    path: ['inputSize'],
    message: 'the network sees pictures of another size',
  });
export type MaskClassifierManifest = z.infer<typeof maskClassifierManifest>;

/** @throws MaskGateError `model-invalid`, naming the fields that do not fit. */
export function parseManifest<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new MaskGateError(
    'model-invalid',
    `The model's manifest: ${z.prettifyError(result.error)}`,
  );
}
