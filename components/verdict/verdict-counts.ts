import { FACE_LABELS, type Verdict } from '@/lib/vision/labels';

/** The order in which verdicts are listed. */
export const VERDICT_ORDER: readonly Verdict[] = [...FACE_LABELS, 'unsure'];

export function countByVerdict(
  faces: readonly { readonly label: Verdict }[],
): Readonly<Record<Verdict, number>> {
  const counts = { with_mask: 0, without_mask: 0, incorrect_mask: 0, unsure: 0 };
  for (const { label } of faces) counts[label] += 1;
  return counts;
}
