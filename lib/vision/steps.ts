import { type Box, clipToFrame, wholeOf } from '../geometry.ts';
import type { DetectOptions, FoundFace, JudgedFace, Search } from './detector-types.ts';
import { createFaceFinder, type FaceFinder } from './find/face-finder.ts';
import type { FinderSize } from './find/sizes.ts';
import type { FaceCandidate } from './find/suppress.ts';
import { zoomedRegions } from './find/views.ts';
import { type CuttableFrame, frameSize } from './frame/regions.ts';
import { faceProbability } from './judge/face-evidence.ts';
import {
  createMaskClassifier,
  type FaceCrops,
  type MaskClassifier,
} from './judge/mask-classifier.ts';
import { verdict } from './judge/verdict.ts';
import type { Models } from './model/models.ts';
import type { ComputeNetwork } from './model/network.ts';

/** Both networks. */
export interface Networks {
  readonly models: Models;
  readonly finders: Readonly<Record<Search, FaceFinder>>;
  readonly classifier: MaskClassifier;
}

/** A found face, and its part inside the frame. */
export interface SeenFace {
  /** May reach beyond the frame. The classifier's square is placed around it. */
  readonly candidate: FaceCandidate;
  readonly face: FoundFace;
}

/** Default number of judged faces. */
export const MAX_FACES = 16;

export interface NetworkOptions {
  /** Size of the finder's input for `whole`; `zoomed` uses the largest. Default `large`. */
  readonly wholeSize?: FinderSize | undefined;
  /** What computes the networks. Default: the current backend. */
  readonly compute?: ComputeNetwork | undefined;
}

export function openNetworks(
  models: Models,
  { wholeSize = 'large', compute }: NetworkOptions = {},
): Networks {
  const { finder, classifier } = models;
  const finderOf = (size: FinderSize, keepsEnclosed = false) => {
    const settings = { ...finder.manifest, shapes: finder.manifest.shapes[size], keepsEnclosed };
    return createFaceFinder(settings, finder.weights, compute);
  };
  return {
    models,
    finders: { whole: finderOf(wholeSize), zoomed: finderOf('large', true) },
    classifier: createMaskClassifier(classifier.manifest, classifier.weights, compute),
  };
}

/** The faces of a frame, highest score first. @param regions where absent, those of the search */
export async function findFaces(
  { models, finders }: Networks,
  frame: CuttableFrame,
  { search = 'whole', faceThreshold, maxFaces = MAX_FACES }: DetectOptions,
  regions?: readonly Box[],
): Promise<SeenFace[]> {
  const size = frameSize(frame);
  const { scoreThreshold, zoomedScoreThreshold } = models.finder.manifest;
  const zoomed = search === 'zoomed';
  const views = regions ?? (zoomed ? zoomedRegions(size) : [wholeOf(size)]);
  const threshold = faceThreshold ?? (zoomed ? zoomedScoreThreshold : scoreThreshold);
  const candidates = await finders[search].find(frame, views, threshold);
  return candidates
    .flatMap((candidate): SeenFace[] => {
      const box = clipToFrame(candidate.box, size);
      const { score: faceScore, landmarks } = candidate;
      return box ? [{ candidate, face: { box, faceScore, landmarks } }] : [];
    })
    .slice(0, maxFaces);
}

/** Crops faces for the classifier. @returns the crops; judging disposes them */
export function cropFaces(
  { classifier }: Networks,
  frame: CuttableFrame,
  faces: readonly SeenFace[],
  search: DetectOptions['search'],
): FaceCrops {
  const boxes = faces.map(({ candidate }) => candidate.box);
  return classifier.crop(frame, boxes, search);
}

/** @returns the judgement of each face, in order; null where both networks together see no face */
export async function judgeFaces(
  { models, classifier }: Networks,
  faces: readonly SeenFace[],
  crops: FaceCrops,
): Promise<(JudgedFace | null)[]> {
  const { thresholds, faceEvidence } = models.classifier.manifest;
  const answers = await classifier.judge(crops);
  return faces.map(({ face }, i) => {
    const answer = answers[i];
    if (!answer) return null;
    const { scores } = answer;
    const isFace = faceProbability(scores, face.faceScore, faceEvidence?.[crops.search]);
    if (isFace < thresholds.isFace) return null;
    return { ...face, ...verdict(answer, isFace, thresholds), scores, isFace };
  });
}
