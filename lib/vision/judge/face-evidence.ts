import type { Scores } from '../labels.ts';
import type { FaceEvidence } from '../model/manifest.ts';

/** Probabilities are kept this far from 0 and 1: beyond it neither network knows. */
const LEAST_PROBABILITY = 1e-4;

/**
 * The probability that a box shows a face at all, of what both networks say of it: a logistic model of the
 * log-odds of the finder's score and of the classifier's answer that it is no background.
 * @param faceScore the finder's, 0 to 1
 * @param evidence fitted on validation; where absent, the classifier's word alone counts
 */
export function faceProbability(
  { background }: Pick<Scores, 'background'>,
  faceScore: number,
  evidence?: FaceEvidence,
): number {
  if (!evidence) return 1 - background;
  const { bias, classifier, finder } = evidence;
  const sum = bias + classifier * logOdds(1 - background) + finder * logOdds(faceScore);
  return 1 / (1 + Math.exp(-sum));
}

/** Natural logarithm of the odds of a probability, which is kept from 0 and 1. */
export function logOdds(probability: number): number {
  const p = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability));
  return Math.log(p / (1 - p));
}
