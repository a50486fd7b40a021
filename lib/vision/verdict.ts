import { FACE_LABELS, type FaceLabel, type Scores, type Verdict } from './labels.ts';
import type { MaskClassifierManifest } from './manifest.ts';

type Thresholds = MaskClassifierManifest['thresholds'];

/** Whether the classifier takes the box for no face at all. */
export function isBackground(scores: Scores, thresholds: Thresholds): boolean {
  return scores.background > thresholds.background;
}

/**
 * What to say of a face. The box is taken for a face, so the face classes share its probability;
 * `confidence` is the strongest one's share, 0 to 1, and below `thresholds.sure` nothing is claimed.
 */
export function verdict(
  scores: Scores,
  thresholds: Thresholds,
): { label: Verdict; confidence: number } {
  const total = FACE_LABELS.reduce((sum, label) => sum + scores[label], 0);
  const strongest = FACE_LABELS.reduce<FaceLabel>(
    (best, label) => (scores[label] > scores[best] ? label : best),
    'with_mask',
  );
  const confidence = total > 0 ? scores[strongest] / total : 0;
  return { label: confidence >= thresholds.sure ? strongest : 'unsure', confidence };
}
