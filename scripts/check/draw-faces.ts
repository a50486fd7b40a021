import type { Size } from '../../lib/geometry.ts';
import type { JudgedFace } from '../../lib/vision/detector-types.ts';
import type { Verdict } from '../../lib/vision/labels.ts';
import { openPicture } from '../data/read-picture.ts';

/** Colour and sign for each verdict, as on the site: never colour alone. */
const LOOK: Readonly<Record<Verdict, { colour: string; text: string }>> = {
  with_mask: { colour: '#2dd4bf', text: '\u2713 mask' },
  without_mask: { colour: '#ff8a7a', text: '\u2717 no mask' },
  incorrect_mask: { colour: '#fbbf24', text: '! worn incorrectly' },
  unsure: { colour: '#cbd5e1', text: '? unsure' },
};

interface DrawnPicture extends Size {
  /** Boxes in pixels of the upright picture. */
  readonly faces: readonly Pick<JudgedFace, 'box' | 'label' | 'confidence'>[];
}

/** Writes a picture, upright, with a labelled box around each face. */
export async function drawFaces(
  file: string,
  { width, height, faces }: DrawnPicture,
  output: string,
): Promise<void> {
  const stroke = Math.max(2, Math.round(Math.max(width, height) / 400));
  const shapes = faces.map(({ box, label, confidence }) => {
    const { colour, text } = LOOK[label];
    const size = Math.max(12, Math.min(40, box.width / 7));
    const words = `${text} ${Math.round(100 * confidence)}%`;
    return (
      `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="${stroke * 2}" ` +
      `fill="none" stroke="${colour}" stroke-width="${stroke}"/>` +
      `<text x="${box.x}" y="${Math.max(size, box.y - stroke * 2)}" font-family="sans-serif" ` +
      `font-weight="bold" font-size="${size}" fill="${colour}" stroke="#0b1315" stroke-width="3" ` +
      `paint-order="stroke">${words}</text>`
    );
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`;
  const picture = await openPicture(file);
  await picture
    .rotate()
    .flatten({ background: '#ffffff' })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toFile(output);
}
