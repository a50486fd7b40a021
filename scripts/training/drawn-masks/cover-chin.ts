import sharp from 'sharp';
import type { Point } from '../../../lib/geometry.ts';
import { PATCH_SIZE } from '../../data/crops/crops.ts';
import { between, type Random } from '../../support/random.ts';
import type { FaceMarks } from './face-marks.ts';

/** Where the cover's edge lies on the way from the mouth (0) to the chin (1). */
const EDGE = [-0.15, 1.1] as const;
/** Slope of the edge: its rise as a part of its run, either way. */
const SLOPE = 0.45;
/** Half width of what does not reach from side to side, as a part of the face's width. */
const HALF_WIDTH = [0.25, 0.9] as const;
/** How often the cover is a plain colour and not a piece of another photograph. */
const PLAIN = 0.25;

/**
 * Covers a bare face from somewhere between mouth and neck downward, as a collar, a scarf, an arm or
 * the head of the person in front does. Such a face is bare all the same: what hides a chin is not yet
 * a mask under it.
 *
 * @param patch [270, 270, 3] uint8
 * @param other the patch of another photograph, which the cover is cut from
 */
export async function coverChin(
  patch: Uint8Array,
  marks: FaceMarks,
  other: Uint8Array,
  random: Random,
): Promise<Uint8Array> {
  const raw = { width: PATCH_SIZE, height: PATCH_SIZE, channels: 3 } as const;
  const outline = `<svg xmlns="http://www.w3.org/2000/svg" width="${PATCH_SIZE}" height="${PATCH_SIZE}">${shape(marks, random)}</svg>`;
  const softness = between(random, 0.5, 1.5);
  const alpha = await sharp(Buffer.from(outline))
    .blur(softness)
    .extractChannel('alpha')
    .raw()
    .toBuffer();
  const cover = await cloth(other, raw, random);
  const covered = new Uint8Array(patch.length);
  for (let i = 0; i < patch.length; i++) {
    const share = (alpha[Math.floor(i / 3)] as number) / 255;
    covered[i] = Math.round((patch[i] as number) * (1 - share) + (cover[i] as number) * share);
  }
  return covered;
}

/** A half-plane with a tilted, bowed edge, or an ellipse that rises to it. */
function shape({ mouth, jaw, box }: FaceMarks, random: Random): string {
  const chin = jaw[4];
  const share = between(random, ...EDGE);
  const edge: Point = {
    x: mouth.x + (chin.x - mouth.x) * share,
    y: mouth.y + (chin.y - mouth.y) * share,
  };
  if (random() < 0.5) {
    const rise = between(random, -SLOPE, SLOPE) * PATCH_SIZE;
    const bow = between(random, -0.25, 0.25) * box.height;
    const [left, right] = [edge.y - rise / 2, edge.y + rise / 2];
    return `<path d="M0 ${left} Q${edge.x} ${edge.y + bow} ${PATCH_SIZE} ${right} V${PATCH_SIZE} H0 Z"/>`;
  }
  const rx = between(random, ...HALF_WIDTH) * box.width;
  const ry = between(random, 0.6, 1.4) * rx;
  const x = edge.x + between(random, -0.4, 0.4) * box.width;
  return `<ellipse cx="${x}" cy="${edge.y + ry}" rx="${rx}" ry="${ry}"/>`;
}

/** A plain colour, or a piece of the other patch, turned upside down so that no face is seen in it. */
async function cloth(
  other: Uint8Array,
  raw: { width: number; height: number; channels: 3 },
  random: Random,
): Promise<Uint8Array> {
  if (random() < PLAIN) {
    const colour = [random() * 255, random() * 255, random() * 255];
    return Uint8Array.from(other, (_, i) => colour[i % 3] as number);
  }
  const side = Math.round(between(random, 0.3, 1) * PATCH_SIZE);
  const start = () => Math.floor(random() * (PATCH_SIZE - side));
  return sharp(other, { raw })
    .extract({ left: start(), top: start(), width: side, height: side })
    .flip()
    .resize(PATCH_SIZE, PATCH_SIZE)
    .raw()
    .toBuffer();
}
