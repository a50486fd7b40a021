import sharp from 'sharp';
import { intersectionOverUnion, type Point } from '../../../lib/geometry.ts';
import { createFaceFinder, type FaceFinder } from '../../../lib/vision/find/face-finder.ts';
import { readPixels } from '../../../lib/vision/frame/open-frame.ts';
import type { FaceLabel } from '../../../lib/vision/labels.ts';
import { disposeWeights } from '../../../lib/vision/model/weights.ts';
import { PATCH_MARGIN, PATCH_SIZE } from '../../data/crops.ts';
import { progressBar } from '../../support/progress.ts';
import { between, type Random, seededRandom } from '../../support/random.ts';
import { pretrainedBlazeFace } from '../pretrained/blazeface.ts';
import { coverChin } from './cover-chin.ts';
import { drawMask } from './draw-mask.ts';
import { type FaceMarks, marksFromLandmarks } from './face-marks.ts';
import { MASK_KINDS, type MaskWear } from './mask-shapes.ts';

/** A bare face's patch with a mask drawn on it, or its chin covered by something else. */
export interface DrawnSample {
  readonly patch: Uint8Array;
  readonly label: FaceLabel;
}

/** How often each is drawn: masks worn incorrectly, which are rare, but proper ones and covers that are no
 * masks as well, lest a drawn look or a hidden chin means "worn incorrectly". */
const KINDS: readonly (readonly [MaskWear | 'covered', number])[] = [
  ['proper', 0.2],
  ['nose-out', 0.3],
  ['under-chin', 0.15],
  ['covered', 0.35],
];
/** The finder must be so sure of the face before its landmarks are drawn on. */
const SURE_SCORE = 0.8;
const SAME_FACE_IOU = 0.4;

/**
 * Draws a mask, or a cover that is none, on each bare face whose features the pretrained finder sees; the
 * others are passed over.
 * @param patches [216, 216, 3] uint8 each, of bare faces
 * @param fill grey level of the padding
 */
export async function drawSamples(
  patches: readonly Uint8Array[],
  fill: number,
  seed: number,
): Promise<DrawnSample[]> {
  const weights = await pretrainedBlazeFace();
  const finder = createFaceFinder({ scoreThreshold: SURE_SCORE, iouThreshold: 0.3 }, weights);
  const progress = progressBar('Drawing masks on bare faces', patches.length);
  const drawn: DrawnSample[] = [];
  for (const [i, patch] of patches.entries()) {
    const landmarks = await findLandmarks(finder, patch);
    if (landmarks) {
      const random = seededRandom(seed, 77, i);
      const other = patches[Math.floor(random() * patches.length)] as Uint8Array;
      drawn.push(await drawSample(patch, landmarks, other, fill, random));
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
    .find(pixels, [{ x: 0, y: 0, side: PATCH_SIZE }])
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
  if (kind === 'covered') {
    const covered = await coverChin(patch, marks, other, random);
    restorePadding(covered, patch, fill);
    return { patch: covered, label: 'without_mask' };
  }
  const masked = await withMask(patch, marks, kind, random);
  restorePadding(masked, patch, fill);
  return { patch: masked, label: kind === 'proper' ? 'with_mask' : 'incorrect_mask' };
}

async function withMask(
  patch: Uint8Array,
  marks: FaceMarks,
  wear: MaskWear,
  random: Random,
): Promise<Uint8Array> {
  const raw = { width: PATCH_SIZE, height: PATCH_SIZE, channels: 3 } as const;
  const bare = await sharp(patch, { raw }).png({ compressionLevel: 1 }).toBuffer();
  const kind = MASK_KINDS[Math.floor(random() * MASK_KINDS.length)] as (typeof MASK_KINDS)[number];
  const colour = `hsl(${Math.floor(random() * 360)}, ${Math.floor(random() ** 1.5 * 80)}%, ${Math.floor(10 + random() * 85)}%)`;
  const shown = random() < 0.6 ? colour : undefined;
  const fit = { height: between(random, -1, 1), tilt: between(random, -1, 1) };
  const masked = await drawMask(bare, marks, kind, wear, shown, fit);
  return new Uint8Array(await sharp(masked).removeAlpha().raw().toBuffer());
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
