import {
  FACE_LABELS,
  type FaceLabel,
  likeliest,
  NOT_WORN_RIGHT,
  shareNotWornRight,
  type Verdict,
  WORN_WAYS,
  type WornWay,
} from '../labels.ts';
import type { MaskClassifierManifest } from '../model/manifest.ts';
import type { Answer } from './answers.ts';

/** The share of one way, of the two in which a mask is worn incorrectly, from which it is named. */
const SURE_WAY = 0.75;

/**
 * What to say of a box that is taken for a face: the likeliest class of a face, whatever the chance that it is
 * none.
 *
 * Whether a mask is worn as it should be is asked first, and where neither answer is as probable as
 * `thresholds.sure` nothing is claimed. In which of the two ways it is not, none at all or worn
 * incorrectly, is then the likelier one's: a face is not left undecided because a collar may be a mask
 * under the chin.
 *
 * @param isFace probability that the box shows a face at all, 0 to 1
 * @returns `confidence` is the probability that the box shows a face of the class named, or when unsure of
 * the likeliest one, 0 to 1
 */
export function verdict(
  { scores, ways }: Answer,
  isFace: number,
  thresholds: Pick<MaskClassifierManifest['thresholds'], 'sure'>,
): { label: Verdict; confidence: number; worn?: WornWay } {
  const total = FACE_LABELS.reduce((sum, label) => sum + scores[label], 0);
  const share = (label: FaceLabel) => (total > 0 ? scores[label] / total : 0);
  const label = decide(share, thresholds.sure);
  const worn =
    label === 'incorrect_mask' &&
    WORN_WAYS.find((way) => ways && ways[way] >= SURE_WAY * scores.incorrect_mask);
  return {
    label: label ?? 'unsure',
    confidence: isFace * share(label ?? likeliest(FACE_LABELS, share)),
    ...(worn && { worn }),
  };
}

function decide(share: (label: FaceLabel) => number, sure: number): FaceLabel | null {
  if (share('with_mask') >= sure) return 'with_mask';
  return shareNotWornRight(share) >= sure ? likeliest(NOT_WORN_RIGHT, share) : null;
}
