import sharp from 'sharp';
import type { Point } from '../../../lib/geometry.ts';
import { PATCH_SIZE } from '../../data/crops/crops.ts';
import { between, type Random } from '../../support/random.ts';
import type { FaceMarks } from './face-marks.ts';

const FINGERS = 4;
/** Parts of the face's width. */
const FINGER_WIDTH = [0.1, 0.16] as const;
/** Brightness of a hand beside that of its face. */
const SHADE = [0.8, 1.12] as const;

/**
 * Draws fingers of the face's own skin colour that end at a point, coming from below on one side.
 * @param patch [270, 270, 3] uint8
 * @param tip where the fingertips lie, patch pixels
 */
export async function drawHand(
  patch: Uint8Array,
  marks: FaceMarks,
  tip: Point,
  random: Random,
): Promise<Uint8Array> {
  const raw = { width: PATCH_SIZE, height: PATCH_SIZE, channels: 3 } as const;
  const skin = skinColour(patch, marks);
  const shade = between(random, ...SHADE);
  const colour = (factor: number) =>
    `rgb(${skin.map((value) => Math.min(255, Math.round(value * shade * factor))).join(',')})`;
  const unit = marks.box.width;
  const width = between(random, ...FINGER_WIDTH) * unit;
  const side = random() < 0.5 ? -1 : 1;
  const wrist = {
    x: tip.x + side * between(random, 0.4, 1.1) * unit,
    y: tip.y + between(random, 0.5, 1.2) * unit,
  };
  const away = Math.atan2(wrist.y - tip.y, wrist.x - tip.x);
  const across = { x: -Math.sin(away), y: Math.cos(away) };
  const fingers = Array.from({ length: FINGERS }, (_, i) => {
    const offset = (i - (FINGERS - 1) / 2) * width;
    const reach = between(random, -0.5, 0.5) * width;
    const end = {
      x: tip.x + across.x * offset + Math.cos(away) * reach,
      y: tip.y + across.y * offset + Math.sin(away) * reach,
    };
    const root = { x: wrist.x + across.x * offset, y: wrist.y + across.y * offset };
    const line = (stroke: string, thickness: number) =>
      `<line x1="${end.x}" y1="${end.y}" x2="${root.x}" y2="${root.y}" stroke="${stroke}" stroke-width="${thickness}" stroke-linecap="round"/>`;
    return line(colour(0.65), width) + line(colour(1 - 0.04 * i), width * 0.88);
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${PATCH_SIZE}" height="${PATCH_SIZE}">${fingers.join('')}</svg>`;
  const hand = await sharp(Buffer.from(svg))
    .blur(between(random, 0.5, 1.2))
    .png()
    .toBuffer();
  const drawn = await sharp(patch, { raw })
    .composite([{ input: hand }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return new Uint8Array(drawn);
}

/** Of the bare forehead between the eyes, where neither beard nor mask lies; mean of a small square. */
function skinColour(patch: Uint8Array, { bridge, box }: FaceMarks): number[] {
  const radius = Math.max(1, Math.round(0.05 * box.width));
  const sums = [0, 0, 0];
  let count = 0;
  for (let y = Math.round(bridge.y) - radius; y <= bridge.y + radius; y++) {
    for (let x = Math.round(bridge.x) - radius; x <= bridge.x + radius; x++) {
      if (x < 0 || y < 0 || x >= PATCH_SIZE || y >= PATCH_SIZE) continue;
      const at = (y * PATCH_SIZE + x) * 3;
      for (let c = 0; c < 3; c++) sums[c] = (sums[c] as number) + (patch[at + c] as number);
      count++;
    }
  }
  return sums.map((sum) => sum / Math.max(1, count));
}
