import { type FaceFinderManifest, faceFinderManifest } from '../../../lib/vision/model/manifest.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import { BLAZEFACE_ORIGIN } from '../pretrained/blazeface.ts';
import { encodeWeights, swapInModel } from '../publish/model-writer.ts';
import { FINDER_SHAPES } from './shapes.ts';

/** Boxes that overlap more than this are one face. */
const IOU_THRESHOLD = 0.3;

/** Puts a face finder into a folder, its weights in 16 bits. @returns bytes of weights */
export async function writeFinder(
  folder: string,
  weights: NamedWeights,
  about: Pick<
    FaceFinderManifest,
    'scoreThreshold' | 'zoomedScoreThreshold' | 'training' | 'metrics'
  >,
): Promise<number> {
  const { file, entry } = await encodeWeights(weights, 'float16');
  const manifest = faceFinderManifest.parse({
    formatVersion: 1,
    createdAt: new Date().toISOString(),
    task: 'face-finder',
    network: 'blazeface',
    shapes: FINDER_SHAPES,
    iouThreshold: IOU_THRESHOLD,
    origin: BLAZEFACE_ORIGIN,
    weights: entry,
    ...about,
  });
  await swapInModel(folder, manifest, file);
  return file.byteLength;
}
