import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import type { Network } from './network.ts';
import { softmax } from './report/metrics.ts';
import { judgeSamples, type Sample } from './samples.ts';

/** The probability of background below which a background crop is taken for a face. */
const SURELY_A_FACE = 0.2;

/**
 * Background crops that the network, early on and against their label, takes for faces: mostly faces that
 * the annotators passed over. Shown again and again, they would teach it to overlook such faces.
 * @returns their indices
 */
export async function passedOverFaces(
  network: Network,
  weights: NamedWeights,
  samples: readonly Sample[],
): Promise<number[]> {
  const background = network.classes.indexOf('background');
  const indices = samples.flatMap(({ truth }, i) => (truth === background ? [i] : []));
  const judged = await judgeSamples(
    network,
    weights,
    indices.map((i) => samples[i] as Sample),
  );
  return indices.filter(
    (_, k) => (softmax(judged[k]?.logits ?? [])[background] as number) < SURELY_A_FACE,
  );
}
