import { type ClassLabel, FACE_LABELS, type FaceLabel } from '../../lib/vision/labels.ts';
import type { DataPhotograph } from './photograph.ts';

/**
 * Checks that the photographs have at least two classes, because training needs two.
 * @returns the labels among `classes` that no photograph has
 * @throws Error that lists the labels present
 */
export function requireLabels(
  photographs: readonly DataPhotograph[],
  classes: readonly ClassLabel[],
): FaceLabel[] {
  const counts = new Map<FaceLabel, number>();
  for (const photograph of photographs) {
    const labels =
      photograph.kind === 'labelled' ? [photograph.label] : photograph.faces.map((f) => f.label);
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const wanted = FACE_LABELS.filter((label) => classes.includes(label));
  const there = wanted.filter((label) => counts.has(label));
  if (there.length < 2) {
    const found =
      there.map((label) => `${label} alone (${counts.get(label)})`)[0] ?? 'none of them';
    throw new Error(
      `Training needs photographs of two of ${wanted.join(', ')}; the data have ${found}. ` +
        'A class folder may be empty, or a name may need --label NAME=without_mask',
    );
  }
  return wanted.filter((label) => !counts.has(label));
}
