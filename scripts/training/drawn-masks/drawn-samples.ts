import sharp from 'sharp';
import { intersectionOverUnion, lerp, type Point } from '../../../lib/geometry.ts';
import { createFaceFinder, type FaceFinder } from '../../../lib/vision/find/face-finder.ts';
import { readPixels } from '../../../lib/vision/frame/open-frame.ts';
import type { FaceLabel, WornWay } from '../../../lib/vision/labels.ts';
import { disposeWeights } from '../../../lib/vision/model/weights.ts';
import { PATCH_MARGIN, PATCH_SIZE } from '../../data/crops/crops.ts';
import { progressBar } from '../../support/progress.ts';
import { between, type Random, seededRandom } from '../../support/random.ts';
import { PRETRAINED_SHAPES, pretrainedBlazeFace } from '../pretrained/blazeface.ts';
import { coverChin } from './cover-chin.ts';
import { drawHand } from './draw-hand.ts';
import { drawMask } from './draw-mask.ts';
import { type FaceMarks, marksFromLandmarks } from './face-marks.ts';
import { type MaskPrint, PRINTS } from './mask-layers.ts';
import { MASK_KINDS, type MaskWear } from './mask-shapes.ts';
import type { MaskPlace } from './misplaced-masks.ts';

/** A bare face's patch with a mask drawn on it, or covered in part by something else. */
export interface DrawnSample {
  readonly patch: Uint8Array;
  readonly label: FaceLabel;
  /** How the mask is worn, where it is worn incorrectly. */
  readonly way?: WornWay;
}

/**
 * How often each is drawn. Masks worn incorrectly are rare in the data, so most are such. Proper ones and covers
 * that are no masks are drawn as well: the network must not learn that a drawn look means "worn incorrectly".
 */
const KINDS: readonly (readonly [DrawnKind, number])[] = [
  ['proper', 0.2],
  ['nose-out', 0.22],
  ['under-chin', 0.14],
  ['lowered', 0.05],
  ['raised', 0.06],
  ['forehead', 0.02],
  ['one-ear', 0.03],
  ['hand', 0.06],
  ['covered', 0.22],
];
/** `lowered`: pulled under the chin by a hand; `hand`: one before the mouth of a bare face. */
type DrawnKind = MaskWear | MaskPlace | 'lowered' | 'hand' | 'covered';

/** How often a mask is of another colour than is usual, how often such a one is dark, and how often printed. */
const COLOURED = 0.65;
const DARK = 0.35;
const PRINTED = 0.25;
/** The finder must be so sure of the face before its landmarks are drawn on. */
const SURE_SCORE = 0.8;
const SAME_FACE_IOU = 0.4;

/**
 * Draws a mask, or a cover that is none, on each bare face whose features the pretrained finder sees; the
 * others are passed over.
 * @param patches [270, 270, 3] uint8 each, of bare faces
 * @param fill grey level of the padding
 * @param drawings of each face, one after the other
 */
export async function drawSamples(
  patches: readonly Uint8Array[],
  fill: number,
  seed: number,
  drawings: number,
): Promise<DrawnSample[]> {
  const weights = await pretrainedBlazeFace();
  const finder = createFaceFinder(
    { shapes: PRETRAINED_SHAPES, scoreThreshold: SURE_SCORE, iouThreshold: 0.3 },
    weights,
  );
  const progress = progressBar('Drawing masks on bare faces', patches.length);
  const drawn: DrawnSample[] = [];
  for (const [i, patch] of patches.entries()) {
    const landmarks = await findLandmarks(finder, patch);
    if (landmarks) {
      const draw = (_: unknown, drawing: number) => {
        const random = seededRandom(seed, 77, i, drawing);
        const other = patches[Math.floor(random() * patches.length)] as Uint8Array;
        return drawSample(patch, landmarks, other, fill, random);
      };
      drawn.push(...(await Promise.all(Array.from({ length: drawings }, draw))));
    }
    progress.step();
  }
  progress.end();
  disposeWeights(weights);
  return drawn;
}

/** Of the face that the patch was cut around, patch pixels; null where it is not seen for certain. */
async function findLandmarks(finder: FaceFinder, patch: Uint8Array): Promise<Point[] | null> {
  const rgba = new Uint8Array(PATCH_SIZE * PATCH_SIZE * 4).fill(255);
  for (let i = 0; i < PATCH_SIZE * PATCH_SIZE; i++)
    rgba.set(patch.subarray(i * 3, i * 3 + 3), i * 4);
  const pixels = readPixels({ data: rgba, width: PATCH_SIZE, height: PATCH_SIZE });
  const [face] = await finder
    .find(pixels, [{ x: 0, y: 0, width: PATCH_SIZE, height: PATCH_SIZE }])
    .finally(() => pixels.dispose());
  const edge = PATCH_SIZE / PATCH_MARGIN / 1.2;
  const expected = {
    x: (PATCH_SIZE - edge) / 2,
    y: (PATCH_SIZE - edge) / 2,
    width: edge,
    height: edge,
  };
  if (!face || intersectionOverUnion(face.box, expected) < SAME_FACE_IOU) return null;
  return [...face.landmarks];
}

async function drawSample(
  patch: Uint8Array,
  landmarks: readonly Point[],
  other: Uint8Array,
  fill: number,
  random: Random,
): Promise<DrawnSample> {
  const marks = marksFromLandmarks(landmarks);
  const kind = pick(KINDS, random);
  const drawn = await drawKind(patch, marks, kind, other, random);
  restorePadding(drawn, patch, fill);
  return { patch: drawn, ...MEANING[kind] };
}

const BARE = { label: 'without_mask' } as const;
const UNDER_CHIN = { label: 'incorrect_mask', way: 'under_chin' } as const;
const MEANING: Readonly<Record<DrawnKind, Pick<DrawnSample, 'label' | 'way'>>> = {
  proper: { label: 'with_mask' },
  'nose-out': { label: 'incorrect_mask', way: 'nose_uncovered' },
  'under-chin': UNDER_CHIN,
  lowered: UNDER_CHIN,
  // To smoke or to eat: the nose may be covered, the mouth is not.
  raised: { label: 'incorrect_mask' },
  // A mask that hangs where it hides nothing is not worn.
  forehead: BARE,
  'one-ear': BARE,
  hand: BARE,
  covered: BARE,
};

async function drawKind(
  patch: Uint8Array,
  marks: FaceMarks,
  kind: DrawnKind,
  other: Uint8Array,
  random: Random,
): Promise<Uint8Array> {
  const { mouth, noseTip, jaw } = marks;
  if (kind === 'covered') return coverChin(patch, marks, other, random);
  if (kind === 'hand') return drawHand(patch, marks, lerp(noseTip, jaw[4], random()), random);
  if (kind !== 'lowered') return withMask(patch, marks, kind, random);
  const masked = await withMask(patch, marks, 'under-chin', random);
  return drawHand(masked, marks, lerp(mouth, jaw[4], between(random, 0.6, 1.1)), random);
}

async function withMask(
  patch: Uint8Array,
  marks: FaceMarks,
  wear: MaskWear | MaskPlace,
  random: Random,
): Promise<Uint8Array> {
  const raw = { width: PATCH_SIZE, height: PATCH_SIZE, channels: 3 } as const;
  const bare = await sharp(patch, { raw }).png({ compressionLevel: 1 }).toBuffer();
  const kind = MASK_KINDS[Math.floor(random() * MASK_KINDS.length)] as (typeof MASK_KINDS)[number];
  const cloth = {
    ...(random() < COLOURED && { colour: anyColour(random, random() < DARK ? [4, 25] : [10, 95]) }),
    ...(random() < PRINTED && { print: anyPrint(random) }),
  };
  const fit = { height: between(random, -1, 1), tilt: between(random, -1, 1) };
  const masked = await drawMask(bare, marks, kind, wear, cloth, fit);
  return new Uint8Array(await sharp(masked).removeAlpha().raw().toBuffer());
}

/** @param lightness range, percent */
function anyColour(random: Random, lightness: readonly [number, number]): string {
  const hue = Math.floor(random() * 360);
  const saturation = Math.floor(random() ** 1.5 * 80);
  return `hsl(${hue}, ${saturation}%, ${Math.floor(between(random, ...lightness))}%)`;
}

function anyPrint(random: Random): MaskPrint {
  return {
    pattern: PRINTS[Math.floor(random() * PRINTS.length)] as (typeof PRINTS)[number],
    colour: anyColour(random, [5, 95]),
    pitchRatio: between(random, 0.05, 0.25),
  };
}

/** A mask must not reach beyond the photograph: what was padding is padding again. */
function restorePadding(drawn: Uint8Array, patch: Uint8Array, fill: number): void {
  for (let i = 0; i < patch.length; i += 3) {
    if (patch[i] === fill && patch[i + 1] === fill && patch[i + 2] === fill) {
      drawn.fill(fill, i, i + 3);
    }
  }
}

function pick<T>(shares: readonly (readonly [T, number])[], random: Random): T {
  let left = random();
  for (const [value, share] of shares) {
    left -= share;
    if (left < 0) return value;
  }
  return (shares[0] as readonly [T, number])[0];
}
