import sharp from 'sharp';
import { type Random, seededRandom } from '../../scripts/support/random.ts';

/** A soft picture of random blotches, PNG. Each seed gives another picture. */
export async function blotches(seed: number, width = 160, height = 120): Promise<Buffer> {
  const cells = { width: 8, height: 6 };
  const random: Random = seededRandom(seed, 77);
  const data = Uint8Array.from({ length: cells.width * cells.height * 3 }, () => random() * 256);
  return sharp(data, { raw: { ...cells, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .png()
    .toBuffer();
}

/** A Pascal VOC file. Boxes as xmin, ymin, xmax, ymax. */
export function vocAnnotation(
  filename: string,
  size: { readonly width: number; readonly height: number },
  faces: readonly {
    readonly name: string;
    readonly box: readonly number[];
    readonly difficult?: number;
  }[],
): string {
  const objects = faces.map(({ name, difficult = 0, box: [xmin, ymin, xmax, ymax] }) =>
    [
      `<object><name>${name}</name><difficult>${difficult}</difficult><bndbox>`,
      `<xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax>`,
      '</bndbox></object>',
    ].join(''),
  );
  return (
    `<annotation><filename>${filename}</filename><size><width>${size.width}</width>` +
    `<height>${size.height}</height><depth>3</depth></size>${objects.join('')}</annotation>`
  );
}
