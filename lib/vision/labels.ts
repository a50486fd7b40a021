/** What the classifier can answer, in the order of its outputs. */
export const CLASS_LABELS = ['with_mask', 'without_mask', 'incorrect_mask', 'background'] as const;
export type ClassLabel = (typeof CLASS_LABELS)[number];

/** The classes that are faces; `background` is the classifier's "not a face". */
export const FACE_LABELS = ['with_mask', 'without_mask', 'incorrect_mask'] as const;
export type FaceLabel = (typeof FACE_LABELS)[number];

/** Faces that do not wear a mask as it should be worn. */
export const NOT_WORN_RIGHT = ['without_mask', 'incorrect_mask'] as const satisfies FaceLabel[];

/** What is said of a face: a face label, or that the evidence does not reach the threshold. */
export type Verdict = FaceLabel | 'unsure';

/** Calibrated probability of each class, summing to 1. */
export type Scores = Readonly<Record<ClassLabel, number>>;

/** The share of those that do not wear a mask as it should be worn. */
export function shareNotWornRight(share: (label: FaceLabel) => number): number {
  return NOT_WORN_RIGHT.reduce((sum, label) => sum + share(label), 0);
}

/** The label with the largest share; the first of them where several have. */
export function likeliest(
  labels: readonly FaceLabel[],
  share: (label: FaceLabel) => number,
): FaceLabel {
  return labels.reduce((best, label) => (share(label) > share(best) ? label : best));
}
