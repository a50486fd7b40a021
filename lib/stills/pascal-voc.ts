import type { Box } from '../geometry.ts';
import { FACE_LABELS } from '../vision/labels.ts';
import { facesOf, type JudgedStill } from './still-result.ts';

/**
 * Whether a picture is useful for training: somebody corrected it, and all its faces are decided.
 * Training takes faces without a mark for background, so no face may be missing.
 */
export function canTeach(still: Pick<JudgedStill, 'faces' | 'marked'>): boolean {
  return isCorrected(still) && facesOf(still).every(({ label }) => label !== 'unsure');
}

/** Whether a person changed a label or marked a face. */
export function isCorrected({
  faces,
  marked = [],
}: Pick<JudgedStill, 'faces' | 'marked'>): boolean {
  return marked.length > 0 || faces.some(({ corrected }) => corrected !== undefined);
}

/**
 * Pascal VOC annotation for `npm run train`. Boxes are in pixels of the upright picture.
 * @param filename name in `JPEGImages/`
 */
export function toPascalVoc(filename: string, still: JudgedStill): string {
  const objects = facesOf(still).flatMap(({ label, box }) =>
    FACE_LABELS.some((known) => known === label) ? [object(label, box)] : [],
  );
  return [
    '<annotation>',
    '  <folder>JPEGImages</folder>',
    `  <filename>${escapeXml(filename)}</filename>`,
    `  <size><width>${still.width}</width><height>${still.height}</height><depth>3</depth></size>`,
    '  <segmented>0</segmented>',
    ...objects,
    '</annotation>',
    '',
  ].join('\n');
}

function object(label: string, box: Box): string {
  const edges = { xmin: box.x, ymin: box.y, xmax: box.x + box.width, ymax: box.y + box.height };
  const corners = Object.entries(edges)
    .map(([name, value]) => `<${name}>${value.toFixed(1)}</${name}>`)
    .join('');
  return (
    `  <object><name>${label}</name><pose>Unspecified</pose><truncated>0</truncated>` +
    `<difficult>0</difficult><bndbox>${corners}</bndbox></object>`
  );
}

/** What XML 1.0 may not hold, not even escaped: most control characters, halves of pairs, FFFE and FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\uD800-\uDFFF]/gu;

function escapeXml(text: string): string {
  return text
    .replace(NOT_XML, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
