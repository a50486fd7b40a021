import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Box } from '../../lib/geometry.ts';
import { FACE_LABELS, type FaceLabel } from '../../lib/vision/labels.ts';
import type { AnnotatedFace, DataPhotograph } from './photograph.ts';

/**
 * Labels of the public sets that somebody looked at and found wrong. Four columns with tabs between:
 * `data set/path inside it`, `x,y,width,height` of the marked box (whole pixels; empty for a class
 * folder's photograph), the label in the data, the right one; `none` where there is no face at all.
 * The first three are as `npm run audit` lists the labels that a model contradicts.
 */
export const CORRECTIONS_FILE = fileURLToPath(new URL('../lists/corrections.tsv', import.meta.url));

export interface Correction {
  readonly photograph: string;
  /** Empty for a photograph of a class folder. */
  readonly place: string;
  readonly label: FaceLabel;
  readonly correct: FaceLabel | 'none';
}

/** @throws Error naming a line that is not of this form */
export async function readCorrections(file: string): Promise<Correction[]> {
  const [, ...lines] = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, i): Correction[] => {
    if (line === '') return [];
    const [photograph = '', place = '', label, correct] = line.split('\t');
    if (!isLabel(label) || !(isLabel(correct) || correct === 'none')) {
      throw new Error(`${file}, line ${i + 2}: not file, box, label and correct label`);
    }
    return [{ photograph, place, label, correct }];
  });
}

function isLabel(text: string | undefined): text is FaceLabel {
  return FACE_LABELS.some((label) => label === text);
}

/** Photographs with the corrections that speak of them; one that fits nothing changes nothing. */
export function correctLabels(
  photographs: readonly DataPhotograph[],
  corrections: readonly Correction[],
): DataPhotograph[] {
  const byPhotograph = new Map<string, Correction[]>();
  for (const correction of corrections) {
    const others = byPhotograph.get(correction.photograph) ?? [];
    byPhotograph.set(correction.photograph, [...others, correction]);
  }
  return photographs.flatMap((photograph): DataPhotograph[] => {
    const own = byPhotograph.get(`${photograph.dataset}/${photograph.name}`) ?? [];
    if (photograph.kind === 'labelled') {
      const correct = corrected(photograph.label, '', own);
      return correct === 'none' ? [] : [{ ...photograph, label: correct }];
    }
    const faces = photograph.faces.flatMap((face): AnnotatedFace[] => {
      const correct = corrected(face.label, placeOf(face.box), own);
      return correct === 'none' ? [] : [{ ...face, label: correct }];
    });
    return [{ ...photograph, faces }];
  });
}

function corrected(label: FaceLabel, place: string, own: readonly Correction[]) {
  return own.find((c) => c.place === place && c.label === label)?.correct ?? label;
}

/** A box as the lists write it. */
export function placeOf({ x, y, width, height }: Box): string {
  return [x, y, width, height].map(Math.round).join(',');
}
