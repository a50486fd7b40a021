import type { FaceLabel } from '../vision/labels.ts';
import type { JudgedStill, StillFace } from './still-result.ts';

/**
 * The label that a face teaches: the corrected one, else the one judged; null where it is no face,
 * undefined where nobody has said yet.
 */
export function taughtLabel({ label, corrected }: StillFace): FaceLabel | null | undefined {
  if (corrected === 'not_a_face') return null;
  if (corrected) return corrected;
  return label === 'unsure' ? undefined : label;
}

/**
 * Whether a picture can teach: somebody corrected it, and no face of it is left in doubt. What the
 * training finds and nobody marked it takes for background, so a face may not be left out.
 */
export function canTeach({ faces }: JudgedStill): boolean {
  return isCorrected({ faces }) && faces.every((face) => taughtLabel(face) !== undefined);
}

export function isCorrected({ faces }: Pick<JudgedStill, 'faces'>): boolean {
  return faces.some(({ corrected }) => corrected !== undefined);
}

/** The picture's file name in a data set, where there are no folders. */
export function flatName(file: string): string {
  return file.replace(/[\\/]+/g, '_');
}

/**
 * Pascal VOC annotation as `npm run train` reads it; boxes in pixels of the upright picture.
 * @param filename name in `JPEGImages/`
 */
export function toPascalVoc(filename: string, still: JudgedStill): string {
  const objects = still.faces.flatMap((face) => {
    const label = taughtLabel(face);
    return label ? [object(label, face)] : [];
  });
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

function object(label: FaceLabel, { box }: StillFace): string {
  const edges = { xmin: box.x, ymin: box.y, xmax: box.x + box.width, ymax: box.y + box.height };
  const corners = Object.entries(edges)
    .map(([name, value]) => `<${name}>${value.toFixed(1)}</${name}>`)
    .join('');
  return (
    `  <object><name>${label}</name><pose>Unspecified</pose><truncated>0</truncated>` +
    `<difficult>0</difficult><bndbox>${corners}</bndbox></object>`
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
