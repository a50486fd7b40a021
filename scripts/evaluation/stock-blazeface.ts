import * as tf from '@tensorflow/tfjs';
import { BlazeFaceModel } from '@tensorflow-models/blazeface';
import type { Box } from '../../lib/geometry.ts';
import type { PixelFrame } from '../../lib/vision/detector-types.ts';
import { readPixels } from '../../lib/vision/frame/open-frame.ts';
import { blazeFace } from '../../lib/vision/model/networks/blazeface.ts';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';

/** Edge of the input of the weights, px. */
const INPUT_EDGE = 256;
/** Edge of the input for which the package makes as many anchors as these weights have, px. */
const PACKAGE_EDGE = 128;
/** The package's own defaults of `load`. */
const PACKAGE_IOU = 0.3;
export const PACKAGE_SCORE = 0.75;

/**
 * `@tensorflow-models/blazeface` as it is: its way of scaling a frame, its decoding, its suppression and its
 * thresholds. Its own weights come from the network and are made for 128 px, so it gets these.
 * @param weights of BlazeFace for 256 px, without the head at stride 8
 * @param maxFaces most faces in a frame
 * @returns the boxes in a frame, frame pixels
 */
export function stockBlazeFace(
  weights: NamedWeights,
  maxFaces: number,
): (frame: PixelFrame) => Promise<readonly Box[]> {
  const network = { predict: (picture: tf.Tensor4D) => blazeFace(weights, picture) } as never;
  const open = (edge: number) =>
    new BlazeFaceModel(network, edge, edge, maxFaces, PACKAGE_IOU, PACKAGE_SCORE);
  const stock = open(INPUT_EDGE);
  const { anchorsData } = open(PACKAGE_EDGE) as unknown as { anchorsData: [number, number][] };
  const scale = INPUT_EDGE / PACKAGE_EDGE;
  const anchors = anchorsData.map(([x, y]) => [x * scale, y * scale] as [number, number]);
  Object.assign(stock, { anchorsData: anchors, anchors: tf.tensor2d(anchors) });
  return async (frame) => {
    const pixels = readPixels(frame);
    const faces = await stock.estimateFaces(pixels).finally(() => pixels.dispose());
    return faces.map(({ topLeft, bottomRight }) => {
      const [x, y] = topLeft as [number, number];
      const [right, bottom] = bottomRight as [number, number];
      return { x, y, width: right - x, height: bottom - y };
    });
  };
}
