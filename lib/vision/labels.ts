/** What a box is taken for. */
export const CLASS_LABELS = ['with_mask', 'without_mask', 'incorrect_mask', 'background'] as const;
export type ClassLabel = (typeof CLASS_LABELS)[number];

/** The classes that are faces; `background` is the classifier's "not a face". */
export const FACE_LABELS = ['with_mask', 'without_mask', 'incorrect_mask'] as const;
export type FaceLabel = (typeof FACE_LABELS)[number];

/** Faces that do not wear a mask as it should be worn. */
export const NOT_WORN_RIGHT = ['without_mask', 'incorrect_mask'] as const satisfies FaceLabel[];

/** What is said of a face: a face label, or that the evidence does not reach the threshold. */
export type Verdict = FaceLabel | 'unsure';

/**
 * How a mask is worn incorrectly: over the mouth alone, or so that it covers neither nose nor mouth.
 * With them the network answers whether nose and mouth are covered: the nose under `with_mask`, the mouth
 * under `with_mask` and `nose_uncovered`.
 */
export const WORN_WAYS = ['nose_uncovered', 'under_chin'] as const;
export type WornWay = (typeof WORN_WAYS)[number];

/** What an output of the network stands for: a class or, in place of `incorrect_mask`, one of its ways. */
export const OUTPUT_LABELS = [...CLASS_LABELS, ...WORN_WAYS] as const;
export type OutputLabel = (typeof OUTPUT_LABELS)[number];

/** The class that an output belongs to. */
export function classOf(output: OutputLabel): ClassLabel {
  return output === 'nose_uncovered' || output === 'under_chin' ? 'incorrect_mask' : output;
}

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
