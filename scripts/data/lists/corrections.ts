import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Box, intersectionOverUnion, type Size } from '../../../lib/geometry.ts';
import { FACE_LABELS, type FaceLabel } from '../../../lib/vision/labels.ts';
import type { AnnotatedFace, DataPhotograph } from '../photograph.ts';
import type { ListedPhotographs } from './listed-photographs.ts';

/**
 * Labels of the public sets that a person checked and found wrong. Four columns, separated by tabs:
 * - `data set/path inside it`,
 * - `x,y,width,height` of the marked box in whole pixels, empty for a photograph of a class folder,
 * - the label in the data,
 * - the right label, or `none` where there is no face.
 * The first three are written as `npm run audit` lists the labels that a model contradicts.
 */
export const CORRECTIONS_FILE = fileURLToPath(
  new URL('../../lists/corrections.tsv', import.meta.url),
);

export interface Correction {
  readonly photograph: string;
  /** Px; absent for a photograph of a class folder. */
  readonly box?: Box;
  readonly label: FaceLabel;
  readonly correct: FaceLabel | 'none';
}

/** @throws Error that names a line in any other form */
export async function readCorrections(file: string): Promise<Correction[]> {
  const [, ...lines] = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, i): Correction[] => {
    if (line === '') return [];
    const [photograph = '', place = '', label, correct] = line.split('\t');
    if (!isLabel(label) || !(isLabel(correct) || correct === 'none')) {
      throw new Error(`${file}, line ${i + 2}: not file, box, label and correct label`);
    }
    return [{ photograph, ...(place && { box: boxAt(place) }), label, correct }];
  });
}

function isLabel(text: string | undefined): text is FaceLabel {
  return FACE_LABELS.some((label) => label === text);
}

/**
 * Applies corrections to photographs. A correction without a matching box changes nothing. A
 * photograph without any face becomes null, so that the order stays.
 */
export function correctLabels(
  photographs: readonly DataPhotograph[],
  corrections: readonly Correction[],
  listed: ListedPhotographs,
): (DataPhotograph | null)[] {
  const byPhotograph = new Map<number, Correction[]>();
  for (const correction of corrections) {
    for (const i of listed.indicesOf(correction.photograph)) {
      byPhotograph.set(i, [...(byPhotograph.get(i) ?? []), correction]);
    }
  }
  return photographs.map((photograph, i): DataPhotograph | null => {
    const own = byPhotograph.get(i) ?? [];
    if (photograph.kind === 'labelled') {
      const correct = own.find((c) => c.label === photograph.label && !c.box)?.correct;
      return correct === 'none' ? null : { ...photograph, label: correct ?? photograph.label };
    }
    const faces = photograph.faces.flatMap((face): AnnotatedFace[] => {
      const speaksOfIt = ({ label, box, photograph: name }: Correction) =>
        label === face.label &&
        box !== undefined &&
        isListedBox(photograph, face.box, box, listed.sizeOf(name));
      const correct = own.find(speaksOfIt)?.correct;
      return correct === 'none' ? [] : [{ ...face, label: correct ?? face.label }];
    });
    return { ...photograph, faces };
  });
}

/** The lists hold whole pixels, so a box overlaps the box in the data only in part. */
const SAME_BOX_IOU = 0.8;

/**
 * Whether a box of a photograph is the one in a list. The list's box is in pixels of the listed
 * picture.
 */
export function isListedBox(
  photograph: Size,
  own: Box,
  given: Box,
  listed: Size | undefined,
): boolean {
  return intersectionOverUnion(own, inPixelsOf(photograph, given, listed)) >= SAME_BOX_IOU;
}

/** Converts a box of a listed picture into pixels of a larger or smaller copy of it. */
export function inPixelsOf(photograph: Size, box: Box, listed: Size | undefined): Box {
  if (!listed || photograph.width === 0) return box;
  const [across, down] = [photograph.width / listed.width, photograph.height / listed.height];
  return {
    x: box.x * across,
    y: box.y * down,
    width: box.width * across,
    height: box.height * down,
  };
}

/** A box as the lists hold it: `x,y,width,height`. */
export function boxAt(place: string): Box {
  const [x, y, width, height] = place.split(',').map(Number) as [number, number, number, number];
  return { x, y, width, height };
}

export function placeOf({ x, y, width, height }: Box): string {
  return [x, y, width, height].map(Math.round).join(',');
}
