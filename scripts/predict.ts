/**
 * `npm run predict -- PHOTO [--top K] [--box x,y,width,height]`: prints the answer of the published
 * classifier for one face in a photograph: the face in the box, or the largest that the published
 * finder finds.
 */
import type { Tensor3D } from '@tensorflow/tfjs';
import { z } from 'zod';
import { MaskGateError } from '../lib/errors.ts';
import { type Box, boxArea, clipToFrame, type Size, scaleBox, wholeOf } from '../lib/geometry.ts';
import type { FaceFinder } from '../lib/vision/find/face-finder.ts';
import { readPixels } from '../lib/vision/frame/open-frame.ts';
import type { Answer } from '../lib/vision/judge/answers.ts';
import { createMaskClassifier } from '../lib/vision/judge/mask-classifier.ts';
import { CLASS_LABELS, type ClassLabel, classOf, WORN_WAYS } from '../lib/vision/labels.ts';
import { loadModel } from '../lib/vision/model/model-files.ts';
import { disposeWeights } from '../lib/vision/model/weights.ts';
import { readPhotograph } from './data/read-photograph.ts';
import { loadEngine } from './engine/engine.ts';
import { engineOption, modelsOption, parseOptions, usage } from './support/options.ts';
import { modelsFolder, openPublishedFinder } from './support/published-models.ts';
import { runCommand } from './support/run-command.ts';

export const predictOptions = z.object({
  photo: z.string().describe('the photograph; needs no flag'),
  top: z.coerce
    .number()
    .int()
    .min(1)
    .max(CLASS_LABELS.length)
    .default(CLASS_LABELS.length)
    .describe('classes to print, likeliest first'),
  box: z
    .string()
    .transform(readBox)
    .optional()
    .describe('x,y,width,height of the face, pixels of the upright photograph'),
  engine: engineOption,
  models: modelsOption,
});
export type PredictOptions = z.infer<typeof predictOptions>;

export interface Prediction {
  /** Pixels of the upright photograph. */
  readonly box: Box;
  /** The finder's score, 0 to 1. Absent for a given box. */
  readonly faceScore?: number;
  /** Sorted by probability, highest first. */
  readonly classes: readonly { readonly label: ClassLabel; readonly probability: number }[];
  /** The parts of `incorrect_mask`, where the network distinguishes them. */
  readonly ways?: Answer['ways'];
}

/**
 * Judges one face with the loaded engine.
 * @throws MaskGateError `image-unreadable`, `image-too-large`, `model-missing`, `model-invalid`;
 * Error where no face is found
 */
export async function predict(
  options: Pick<PredictOptions, 'photo' | 'top' | 'box' | 'models'>,
): Promise<Prediction> {
  const photograph = await readPhotograph(options.photo);
  const { manifest, weights } = await loadClassifier(options.models);
  const pixels = readPixels(photograph.frame);
  try {
    const face = options.box
      ? { box: scaleBox(options.box, 1 / photograph.scale) }
      : await largestFace(await openPublishedFinder(options.models), pixels, photograph.frame);
    if (!face) {
      throw new Error(`No face was found in ${options.photo}: --box x,y,width,height names one`);
    }
    const classifier = createMaskClassifier(manifest, weights);
    const [answer] = await classifier.judge(classifier.crop(pixels, [face.box]));
    const classes = [...new Set(manifest.labels.map(classOf))]
      .map((label) => ({ label, probability: answer?.scores[label] ?? 0 }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, options.top);
    return {
      ...face,
      box: scaleBox(face.box, photograph.scale),
      classes,
      ...(answer?.ways && { ways: answer.ways }),
    };
  } finally {
    pixels.dispose();
    disposeWeights(weights);
  }
}

async function loadClassifier(folder: string) {
  try {
    return await loadModel(modelsFolder(folder), 'mask-classifier');
  } catch (cause) {
    if (!(cause instanceof MaskGateError) || cause.code !== 'model-missing') throw cause;
    const way = `\`npm run train -- --data DIR --publish\` puts one into ${folder}`;
    throw new MaskGateError('model-missing', `${cause.message}: ${way}`, { cause });
  }
}

async function largestFace(finder: FaceFinder, pixels: Tensor3D, frame: Size) {
  const found = await finder.find(pixels, [wholeOf(frame)]);
  const area = (box: Box) => boxArea(clipToFrame(box, frame) ?? { ...box, width: 0 });
  const [largest] = found
    .filter(({ box }) => area(box) > 0)
    .sort((a, b) => area(b.box) - area(a.box));
  return largest && { box: largest.box, faceScore: largest.score };
}

/** The prediction as lines for people. */
export function formatPrediction({ box, faceScore, classes, ways }: Prediction): string {
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(Math.round);
  const origin = faceScore === undefined ? 'given' : `found, score ${faceScore.toFixed(2)}`;
  const names = [
    ...classes.map(({ label }) => label),
    ...(ways ? WORN_WAYS.map((w) => `  ${w}`) : []),
  ];
  const widest = Math.max(...names.map((name) => name.length));
  const line = (label: string, probability: number) =>
    `${label.padEnd(widest)}  ${(100 * probability).toFixed(1).padStart(5)}%`;
  return [
    `Face at ${x},${y}, ${width} x ${height} px (${origin})`,
    ...classes.flatMap(({ label, probability }) => [
      line(label, probability),
      ...(label === 'incorrect_mask' && ways
        ? WORN_WAYS.map((way) => line(`  ${way}`, ways[way]))
        : []),
    ]),
  ].join('\n');
}

function readBox(text: string, context: z.RefinementCtx): Box {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [x, y, width, height] = numbers as [number, number, number, number];
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || width <= 0 || height <= 0) {
    context.addIssue({ code: 'custom', message: `not a box x,y,width,height: ${text}` });
    return z.NEVER;
  }
  return { x, y, width, height };
}

/** The options of a command line; the photograph needs no flag. */
export function parsePredictOptions(args: readonly string[]): PredictOptions {
  return parseOptions(predictOptions, args, undefined, 'photo');
}

await runCommand(
  import.meta.url,
  async () => {
    const options = parsePredictOptions(process.argv.slice(2));
    const engine = await loadEngine(options.engine);
    const prediction = await predict(options);
    console.log(`${formatPrediction(prediction)}\n(${engine.description})`);
  },
  () => usage('npm run predict -- PHOTO [flags]', predictOptions),
);
