import { FACE_LABELS } from '../../lib/vision/labels.ts';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import { CROP_RULE } from '../data/crops/crop-rule.ts';
import { seededRandom } from '../support/random.ts';
import type { Network } from './network.ts';
import { outputGroups } from './outputs.ts';
import { calibratedLoss, fitCalibration, withBias } from './report/calibration.ts';
import { judgeSamples, type Sample, type View } from './samples.ts';
import { augment } from './variation/augment.ts';

/** A network whose probabilities are softmax(logits / temperature). */
export interface Calibrated {
  readonly weights: NamedWeights;
  readonly temperature: number;
}

/**
 * The network calibrated on validation.
 * @param validation real faces, as often as they occur
 */
export async function calibrate(
  network: Network,
  weights: NamedWeights,
  validation: readonly Sample[],
): Promise<Calibrated> {
  const judged = await judgeSamples(network, weights, validation);
  const calibration = fitCalibration(judged, faceClasses(network));
  return {
    weights: withBias(weights, calibration, outputGroups(network.classes)),
    temperature: calibration.temperature,
  };
}

/** Stream of chance of the varied views: always the same, so that networks are compared on the same pictures. */
const VIEW_SEED = 79;

/** Weight of the varied views: before a camera nearly everybody is upright. */
const VARIED_SHARE = 0.2;

const varied: View = (patch, size, index) =>
  augment(patch, size, CROP_RULE.fill, seededRandom(VIEW_SEED, index));

/**
 * The loss on validation that is left after a calibration of its own: of faces as the site cuts them and, for
 * less, of the same as training varies them, turned or framed tightly. Background is left out: much of it is faces that
 * nobody marked, which a better network contradicts.
 */
export async function lossOnceCalibrated(
  network: Network,
  weights: NamedWeights,
  validation: readonly Sample[],
): Promise<number> {
  const classes = faceClasses(network);
  const faces = validation.filter(({ truth }) => classes.includes(truth));
  const upright = await judgeSamples(network, weights, faces);
  const variedToo = await judgeSamples(network, weights, faces, varied);
  return (
    (1 - VARIED_SHARE) * calibratedLoss(upright, classes) +
    VARIED_SHARE * calibratedLoss(variedToo, classes)
  );
}

/** The indices of the classes that are faces. */
export function faceClasses({ classes }: Network): number[] {
  return FACE_LABELS.map((label) => classes.indexOf(label)).filter((k) => k >= 0);
}
