import { CLASS_LABELS, FACE_LABELS, type FaceLabel, type Scores } from '../../lib/vision/labels.ts';
import { type Calibration, fitCalibration } from '../training/report/calibration.ts';
import { softmax } from '../training/report/metrics.ts';

/** What the classifier says of a face whose label is known. */
export interface LabelledScores {
  readonly scores: Scores;
  readonly label: FaceLabel;
}

/** Lowest probability whose logarithm is taken. */
const LEAST = 1e-12;

/**
 * What is left to correct in the probabilities of faces as the finder frames them: training calibrates on
 * faces as annotators framed them. The bias is in the order of `CLASS_LABELS`; classes without faces have none.
 */
export function fitClasses(faces: readonly LabelledScores[]): Calibration {
  const samples = faces.map(({ scores, label }) => ({
    truth: CLASS_LABELS.indexOf(label),
    logits: logitsOf(scores),
  }));
  const seen = FACE_LABELS.filter((label) => faces.some((face) => face.label === label));
  return fitCalibration(
    samples,
    seen.map((label) => CLASS_LABELS.indexOf(label)),
  );
}

/** The probabilities that the classifier gives once it is corrected. */
export function corrected(scores: Scores, { temperature, bias }: Calibration): Scores {
  const shares = softmax(logitsOf(scores).map((x, k) => x / temperature + (bias[k] as number)));
  const [with_mask, without_mask, incorrect_mask, background] = shares as [
    number,
    number,
    number,
    number,
  ];
  return { with_mask, without_mask, incorrect_mask, background };
}

function logitsOf(scores: Scores): number[] {
  return CLASS_LABELS.map((label) => Math.log(Math.max(LEAST, scores[label])));
}
