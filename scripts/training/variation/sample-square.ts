/** RGB pixels, rows from the top, 3 bytes a pixel. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A square of an image, possibly stretched, turned and mirrored. */
export interface SquareView {
  /** Middle, image pixels (the middle of the first pixel is 0.5). */
  readonly centreX: number;
  readonly centreY: number;
  /** Edge, image pixels; where stretched, the geometric mean of width and height. */
  readonly edge: number;
  /** Width as a part of height, image pixels; 1 where absent. */
  readonly aspect?: number;
  /** Radians. */
  readonly angle: number;
  readonly flip: boolean;
}

const CHANNELS = 3;

/**
 * The view at `size` x `size`, RGB, 0 to 255, bilinear; several samples a pixel where the view is
 * coarser than the image, so that it averages and does not pick.
 * @param fill grey level of what lies beyond the image
 */
export function sampleSquare(
  image: RgbImage,
  view: SquareView,
  size: number,
  fill: number,
): Float32Array {
  const out = new Float32Array(size * size * CHANNELS);
  const toImage = mapping(view, size);
  const taps = Math.max(1, Math.round(view.edge / size / 1.5));
  const share = 1 / (taps * taps);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = (y * size + x) * CHANNELS;
      for (let ty = 0; ty < taps; ty++) {
        for (let tx = 0; tx < taps; tx++) {
          const [imageX, imageY] = toImage(x + (tx + 0.5) / taps, y + (ty + 0.5) / taps);
          addSample(image, imageX - 0.5, imageY - 0.5, fill, out, at);
        }
      }
      for (let c = 0; c < CHANNELS; c++) out[at + c] = (out[at + c] as number) * share;
    }
  }
  return out;
}

/**
 * Paints what lies beyond the image, in place, at one sample a pixel: after effects of light and noise
 * the padding must again be what the site pads with.
 */
export function repaintBeyond(
  pixels: Float32Array,
  image: Pick<RgbImage, 'width' | 'height'>,
  view: SquareView,
  size: number,
  fill: number,
): void {
  const toImage = mapping(view, size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [imageX, imageY] = toImage(x + 0.5, y + 0.5);
      const inside = imageX >= 0 && imageY >= 0 && imageX < image.width && imageY < image.height;
      if (!inside) pixels.fill(fill, (y * size + x) * CHANNELS, (y * size + x + 1) * CHANNELS);
    }
  }
}

/** From pixels of the view, at `size` x `size`, to pixels of the image. */
function mapping(view: SquareView, size: number): (x: number, y: number) => [number, number] {
  const pitch = view.edge / size;
  const stretch = Math.sqrt(view.aspect ?? 1);
  const across = pitch * stretch * (view.flip ? -1 : 1);
  const down = pitch / stretch;
  const [cos, sin] = [Math.cos(view.angle), Math.sin(view.angle)];
  return (x, y) => {
    const [u, v] = [(x - size / 2) * across, (y - size / 2) * down];
    return [view.centreX + cos * u - sin * v, view.centreY + sin * u + cos * v];
  };
}

/** Adds the bilinear sample at x, y, in indices of pixels. */
function addSample(
  { data, width, height }: RgbImage,
  x: number,
  y: number,
  fill: number,
  out: Float32Array,
  at: number,
): void {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < 0 || y0 < 0 || x0 >= width - 1 || y0 >= height - 1) {
    for (let c = 0; c < CHANNELS; c++) out[at + c] = (out[at + c] as number) + fill;
    return;
  }
  const fx = x - x0;
  const fy = y - y0;
  const topLeft = (y0 * width + x0) * CHANNELS;
  const bottomLeft = topLeft + width * CHANNELS;
  for (let c = 0; c < CHANNELS; c++) {
    const a = data[topLeft + c] as number;
    const b = data[topLeft + CHANNELS + c] as number;
    const d = data[bottomLeft + c] as number;
    const e = data[bottomLeft + CHANNELS + c] as number;
    const top = a + (b - a) * fx;
    const bottom = d + (e - d) * fx;
    out[at + c] = (out[at + c] as number) + top + (bottom - top) * fy;
  }
}
