/** The classes of a box. */
export const CLASS_LABELS = ['with_mask', 'without_mask', 'incorrect_mask', 'background'] as const;
export type ClassLabel = (typeof CLASS_LABELS)[number];

/** The classes of faces. `background` means "not a face". */
export const FACE_LABELS = ['with_mask', 'without_mask', 'incorrect_mask'] as const;
export type FaceLabel = (typeof FACE_LABELS)[number];

/** Faces whose nose or mouth is uncovered. */
export const NOT_WORN_RIGHT = ['without_mask', 'incorrect_mask'] as const satisfies FaceLabel[];

/** The verdict on a face: a face label, or `unsure` below the threshold. */
export type Verdict = FaceLabel | 'unsure';

/**
 * The ways of wearing a mask incorrectly: over the mouth only, or below both nose and mouth. With
 * them the network tells whether nose and mouth are covered: the nose by `with_mask`, the mouth by
 * `with_mask` and `nose_uncovered`.
 */
export const WORN_WAYS = ['nose_uncovered', 'under_chin'] as const;
export type WornWay = (typeof WORN_WAYS)[number];

/** The meaning of a network output: a class or, instead of `incorrect_mask`, one of its ways. */
export const OUTPUT_LABELS = [...CLASS_LABELS, ...WORN_WAYS] as const;
export type OutputLabel = (typeof OUTPUT_LABELS)[number];

/** The class of an output. */
export function classOf(output: OutputLabel): ClassLabel {
  return output === 'nose_uncovered' || output === 'under_chin' ? 'incorrect_mask' : output;
}

/** Calibrated probability of each class, summing to 1. */
export type Scores = Readonly<Record<ClassLabel, number>>;

/** The sum of the shares of faces whose nose or mouth is uncovered. */
export function shareNotWornRight(share: (label: FaceLabel) => number): number {
  return NOT_WORN_RIGHT.reduce((sum, label) => sum + share(label), 0);
}

/** The label with the largest share; the first of several. */
export function likeliest(
  labels: readonly FaceLabel[],
  share: (label: FaceLabel) => number,
): FaceLabel {
  return labels.reduce((best, label) => (share(label) > share(best) ? label : best));
}
