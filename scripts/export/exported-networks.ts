import { finderNetwork } from '../../lib/vision/find/face-finder.ts';
import type { FinderSize } from '../../lib/vision/find/sizes.ts';
import { classifierNetwork } from '../../lib/vision/judge/mask-classifier.ts';
import { loadModels, type Models } from '../../lib/vision/model/models.ts';
import type { Network } from '../../lib/vision/model/network.ts';
import { headsOf } from '../../lib/vision/model/networks/blazeface.ts';
import { modelsFolder } from '../support/published-models.ts';

/** A published network as other tools get it: pixels in, what the network computes out. */
export interface ExportedNetwork extends Network {
  /** Of its folder. */
  readonly name: string;
  /** Of a picture: [height, width, 3]. */
  readonly inputShape: readonly [number, number, number];
  readonly outputName: string;
  /** What the numbers mean: all that is needed to use the network. */
  readonly about: Readonly<Record<string, unknown>>;
}

/**
 * The classifier, and the finder once for each input shape of a size.
 * @throws MaskGateError `model-missing`, `model-invalid`
 */
export async function exportedNetworks(
  folder: string,
  finderSize: FinderSize,
): Promise<ExportedNetwork[]> {
  const models = await loadModels(modelsFolder(folder));
  return [classifier(models), ...finders(models, finderSize)];
}

function classifier({ classifier: { manifest, weights } }: Models): ExportedNetwork {
  const { inputSize, labels, temperature, crop, thresholds, faceEvidence } = manifest;
  return {
    name: 'mask-classifier',
    ...classifierNetwork(manifest, weights),
    inputShape: [inputSize, inputSize, 3],
    outputName: 'logits',
    about: {
      network: manifest.network,
      sourceSha256: manifest.weights.sha256,
      input: {
        name: 'pixels',
        shape: ['N', inputSize, inputSize, 3],
        values: 'R G B, 0 to 255; normalisation is in the network',
        crop: `a square around the middle of the face box, its edge ${crop.sideRatio} times the longer edge of the box; grey ${crop.fill} beyond the picture`,
      },
      output: { name: 'logits', shape: ['N', labels.length], labels },
      classes:
        'nose_uncovered and under_chin are incorrect_mask: its logit is the logarithm of the sum of their ' +
        'exponentials. The logits of the classes, divided by the temperature, go through softmax',
      temperature,
      thresholds,
      faceEvidence,
    },
  };
}

function finders({ finder: { manifest, weights } }: Models, size: FinderSize): ExportedNetwork[] {
  const { scoreThreshold, zoomedScoreThreshold, iouThreshold } = manifest;
  const heads = headsOf(weights).map(({ stride, anchorsPerCell }) => ({ stride, anchorsPerCell }));
  return manifest.shapes[size].map(({ width, height }) => ({
    name: `face-finder-${width}x${height}`,
    ...finderNetwork(weights),
    inputShape: [height, width, 3],
    outputName: 'anchors',
    about: {
      network: manifest.network,
      sourceSha256: manifest.weights.sha256,
      input: {
        name: 'pixels',
        shape: ['N', height, width, 3],
        values: 'R G B, 0 to 255; normalisation is in the network',
        fit: 'the picture in the middle, its shape kept, black around it',
      },
      output: {
        name: 'anchors',
        shape: ['N', 'anchors', 17],
        values:
          'the logit of a face; x and y of the middle of its box, from the anchor; width and height; x and y of ' +
          'right eye, left eye, nose, mouth, right ear and left ear, from the anchor; all in pixels of the input',
        heads,
        anchors:
          'head after head, row after row, the anchors of a cell together; each in the middle of its cell',
      },
      scoreThreshold,
      zoomedScoreThreshold,
      iouThreshold,
    },
  }));
}
