import { clipToFrame } from '../geometry.ts';
import type { DetectOptions, FoundFace, JudgedFace } from './detector-types.ts';
import { createFaceFinder, type FaceFinder } from './find/face-finder.ts';
import type { FaceCandidate } from './find/suppress.ts';
import { type CuttableFrame, frameSize, letterbox, zoomedViews } from './frame/regions.ts';
import {
  createMaskClassifier,
  type FaceCrops,
  type MaskClassifier,
} from './judge/mask-classifier.ts';
import { isBackground, verdict } from './judge/verdict.ts';
import type { Models } from './model/models.ts';

/** Both networks, ready to be asked. */
export interface Networks {
  readonly models: Models;
  readonly finder: FaceFinder;
  readonly classifier: MaskClassifier;
}

/** A face that the finder sees, and the part of it inside the frame. */
export interface SeenFace {
  /** May reach beyond the frame: the classifier's square is laid around this. */
  readonly candidate: FaceCandidate;
  readonly face: FoundFace;
}

const MAX_FACES = 16;

export function openNetworks(models: Models): Networks {
  return {
    models,
    finder: createFaceFinder(models.finder.manifest, models.finder.weights),
    classifier: createMaskClassifier(models.classifier.manifest, models.classifier.weights),
  };
}

/** The faces of a frame, strongest first. */
export async function findFaces(
  { models, finder }: Networks,
  frame: CuttableFrame,
  { search = 'whole', faceThreshold, maxFaces = MAX_FACES }: DetectOptions,
): Promise<SeenFace[]> {
  const size = frameSize(frame);
  const { scoreThreshold, zoomedScoreThreshold } = models.finder.manifest;
  const zoomed = search === 'zoomed';
  const views = zoomed ? zoomedViews(size) : [letterbox(size)];
  const threshold = faceThreshold ?? (zoomed ? zoomedScoreThreshold : scoreThreshold);
  const candidates = await finder.find(frame, views, threshold);
  return candidates
    .flatMap((candidate): SeenFace[] => {
      const box = clipToFrame(candidate.box, size);
      const { score: faceScore, landmarks } = candidate;
      return box ? [{ candidate, face: { box, faceScore, landmarks } }] : [];
    })
    .slice(0, maxFaces);
}

/** Cuts faces out of a frame as the classifier sees them. @returns to be judged, which disposes of them */
export function cropFaces(
  { classifier }: Networks,
  frame: CuttableFrame,
  faces: readonly SeenFace[],
  search: DetectOptions['search'],
): FaceCrops {
  const boxes = faces.map(({ candidate }) => candidate.box);
  return classifier.crop(frame, boxes, search);
}

/** @returns for each face, in order, what it wears; null where the classifier sees no face */
export async function judgeFaces(
  { models, classifier }: Networks,
  faces: readonly SeenFace[],
  crops: FaceCrops,
): Promise<(JudgedFace | null)[]> {
  const { thresholds } = models.classifier.manifest;
  const answers = await classifier.judge(crops);
  return faces.map(({ face }, i) => {
    const scores = answers[i];
    if (!scores || isBackground(scores, thresholds)) return null;
    return { ...face, ...verdict(scores, thresholds), scores };
  });
}
