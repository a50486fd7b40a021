import { FACE_LABELS } from '../../lib/vision/labels.ts';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import type { Network } from './network.ts';
import { outputGroups } from './outputs.ts';
import { calibratedLoss, fitCalibration, withBias } from './report/calibration.ts';
import { judgeSamples, type Sample } from './samples.ts';

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

/** The loss on validation that is left after a calibration of its own. */
export async function lossOnceCalibrated(
  network: Network,
  weights: NamedWeights,
  validation: readonly Sample[],
): Promise<number> {
  return calibratedLoss(await judgeSamples(network, weights, validation), faceClasses(network));
}

/** The indices of the classes that are faces. */
function faceClasses({ classes }: Network): number[] {
  return FACE_LABELS.map((label) => classes.indexOf(label)).filter((k) => k >= 0);
}
