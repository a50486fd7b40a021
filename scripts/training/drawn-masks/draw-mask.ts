import sharp, { type Sharp } from 'sharp';
import type { Box, Size } from '../../../lib/geometry.ts';
import { seededRandom } from '../../support/random.ts';
import { blurPlane } from './blur-plane.ts';
import type { FaceMarks } from './face-marks.ts';
import { type MaskCloth, maskLayers } from './mask-layers.ts';
import { type MaskFit, type MaskKind, type MaskWear, maskShape } from './mask-shapes.ts';
import { isMaskPlace, type MaskPlace, misplacedMask } from './misplaced-masks.ts';

/** Luminance of bright skin under full light, 0 to 255: there a mask shows its own colours. */
const FULL_LIGHT = 175;
/** Colour of skin under white light, as shares of its luminance. */
const SKIN_TINT = [1.22, 0.95, 0.83] as const;

/**
 * Draws a mask onto the bare face of a photograph. The mask takes its light, its tint, its noise
 * and its sharpness from the skin that it hides, so that it belongs to the picture.
 *
 * @param photograph anything that sharp reads; upright
 * @returns the whole photograph as PNG, the same size
 */
export async function drawMask(
  photograph: Buffer | string,
  marks: FaceMarks,
  kind: MaskKind,
  wear: MaskWear | MaskPlace = 'proper',
  cloth: MaskCloth = {},
  fit?: MaskFit,
): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(photograph).metadata();
  const region = regionAround(marks.box, { width, height });
  const shape = isMaskPlace(wear)
    ? misplacedMask(marks, wear, fit)
    : maskShape(marks, kind, wear, fit);
  const layers = maskLayers(shape, kind, region, marks.box, cloth);
  const softness = Math.min(1.4, Math.max(0.4, marks.box.width / 220));

  const skin = await pixels(
    sharp(photograph).extract({
      left: region.x,
      top: region.y,
      width: region.width,
      height: region.height,
    }),
  );
  const fabric = await pixels(sharp(Buffer.from(layers.cloth)), softness);
  const shadow = await pixels(sharp(Buffer.from(layers.shadow)), softness);
  const loops = await pixels(sharp(Buffer.from(layers.loops)), softness);

  const count = region.width * region.height;
  const cover = Float32Array.from({ length: count }, (_, i) => (fabric[i * 4 + 3] as number) / 255);
  const light = lightUnder(skin, cover, region, marks.box.width);
  const noise = noisePlane(count, noiseLevel(skin, cover, region));

  const drawn = Buffer.alloc(count * 3);
  for (let i = 0; i < count; i++) {
    const under = 1 - (shadow[i * 4 + 3] as number) / 255;
    const strap = (loops[i * 4 + 3] as number) / 255;
    const mask = cover[i] as number;
    for (let channel = 0; channel < 3; channel++) {
      const lit = (light[channel] as Float32Array)[i] as number;
      const bare = (skin[i * 4 + channel] as number) * under;
      const strapped = mix(bare, (loops[i * 4 + channel] as number) * lit, strap);
      const worn = (fabric[i * 4 + channel] as number) * lit + (noise[i] as number);
      drawn[i * 3 + channel] = Math.min(255, Math.max(0, Math.round(mix(strapped, worn, mask))));
    }
  }
  const patch = await sharp(drawn, {
    raw: { width: region.width, height: region.height, channels: 3 },
  })
    .png()
    .toBuffer();
  return sharp(photograph)
    .removeAlpha()
    .composite([{ input: patch, left: region.x, top: region.y }])
    .png()
    .toBuffer();
}

/** The face with room for straps, shadow and chin; whole pixels inside the photograph. */
function regionAround(face: Box, photograph: Size): Box {
  const x = Math.max(0, Math.floor(face.x - face.width * 0.3));
  const y = Math.max(0, Math.floor(face.y - face.height * 0.1));
  return {
    x,
    y,
    width: Math.min(photograph.width, Math.ceil(face.x + face.width * 1.3)) - x,
    height: Math.min(photograph.height, Math.ceil(face.y + face.height * 1.45)) - y,
  };
}

async function pixels(image: Sharp, softness?: number): Promise<Uint8Array> {
  const prepared = softness ? image.blur(softness) : image;
  return prepared.ensureAlpha().toColourspace('srgb').raw().toBuffer();
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

function luminance(image: Uint8Array, i: number): number {
  const [r, g, b] = [image[i * 4], image[i * 4 + 1], image[i * 4 + 2]] as [number, number, number];
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

/**
 * What the mask's colours are multiplied by, a plane for each channel: the soft light and tint of
 * the skin below, without its features (lips, nostrils), which a mask would hide.
 */
function lightUnder(
  skin: Uint8Array,
  cover: Float32Array,
  size: Size,
  faceWidth: number,
): Float32Array[] {
  const blur = (plane: Float32Array) => blurPlane(plane, size.width, size.height, faceWidth * 0.07);
  // Weighted by the cover, so that hair and background beside the face do not bleed in.
  const weight = blur(cover);
  const covered = cover.reduce((sum, value) => sum + value, 0);
  const soft = [0, 1, 2].map((channel) => {
    const plane = cover.map((value, i) => value * (skin[i * 4 + channel] as number));
    const mean = plane.reduce((sum, value) => sum + value, 0) / covered;
    // Beyond the mask, where only straps are lit, the light fades into its mean.
    return blur(plane).map(
      (value, i) => (Math.max(0, value) + 0.02 * mean) / (Math.max(0, weight[i] as number) + 0.02),
    );
  });
  return soft.map((plane, channel) =>
    plane.map((value, i) => {
      const [r, g, b] = soft.map((p) => p[i]) as [number, number, number];
      const bright = Math.max(1, 0.299 * r + 0.587 * g + 0.114 * b);
      const exposure = Math.min(1.12, Math.max(0.3, (bright / FULL_LIGHT) ** 0.85));
      const tint = Math.min(1.35, (value / (bright * (SKIN_TINT[channel] as number))) ** 0.55);
      return exposure * tint;
    }),
  );
}

/** How grainy the photograph is where the mask will lie, standard deviation in levels. */
function noiseLevel(skin: Uint8Array, cover: Float32Array, size: Size): number {
  const plane = cover.map((_, i) => luminance(skin, i));
  const smooth = blurPlane(plane, size.width, size.height, 1);
  const rough = [...cover.keys()]
    .filter((i) => (cover[i] as number) > 0.9)
    .map((i) => Math.abs((plane[i] as number) - (smooth[i] as number)))
    .sort((a, b) => a - b);
  // The median leaves out real edges such as lips.
  return Math.min(4, 0.6 + 0.6 * (rough[Math.floor(rough.length / 2)] ?? 0));
}

function noisePlane(count: number, level: number): Float32Array {
  const random = seededRandom(count);
  return Float32Array.from({ length: count }, () => {
    // The sum of four evenly spread numbers is close enough to a bell.
    const sum = random() + random() + random() + random() - 2;
    return sum * 1.73 * level;
  });
}
