import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Box, intersectionOverUnion, type Point, type Size } from '../../lib/geometry.ts';
import type { PixelFrame } from '../../lib/vision/detector-types.ts';
import { createFaceFinder, type FaceFinder } from '../../lib/vision/find/face-finder.ts';
import { readPixels } from '../../lib/vision/frame/open-frame.ts';
import { disposeWeights } from '../../lib/vision/model/weights.ts';
import { contentKey } from '../data/file-stamp.ts';
import type { AnnotatedPhotograph } from '../data/photograph.ts';
import { readPhotograph } from '../data/read-photograph.ts';
import { progressBar } from '../support/progress.ts';
import { writeWhole } from '../support/write-whole.ts';
import { PRETRAINED_SHAPES, pretrainedBlazeFace } from '../training/pretrained/blazeface.ts';
import { inFrame, LARGE_FACE_RATIO, MATCH_IOU } from './match-faces.ts';

/**
 * How far a head is turned aside; `unknown` where no landmarks are found, as on many profiles, or where the
 * face is too small to be looked for.
 */
export const FACE_ANGLES = ['frontal', 'turned', 'profile', 'unknown'] as const;
type FaceAngle = (typeof FACE_ANGLES)[number];

/** The light on a face: `hard` where one half is much brighter than the other. */
export const FACE_LIGHTS = ['normal', 'dark', 'hard'] as const;
type FaceLight = (typeof FACE_LIGHTS)[number];

/** What is hard about an annotated face. It comes from the photograph alone, not from the models measured. */
export interface FaceConditions {
  readonly angle: FaceAngle;
  readonly light: FaceLight;
}

/** Brightness of a face up to which it is dark, 0 to 255. */
const DARK_LUMA = 70;
/** Difference in brightness between its left and right half from which the light is hard. */
const HARD_LUMA = 50;
/** Part of the box, each way, that is looked at: its corners show what is behind. */
const INNER_RATIO = 0.8;
/** Up to here a head is frontal, and turned; in half distances between the ears (see `turnOf`). */
const FRONTAL_TURN = 0.3;
const TURNED_TURN = 0.95;
/** The square around a face that its landmarks are looked for in, in longer edges of its box. */
const VIEW_RATIO = 2.2;
/** Smaller faces stand in no table of angles, as a part of the picture's longer edge. */
const LEAST_ANGLED_RATIO = LARGE_FACE_RATIO;
const LANDMARK_SCORE = 0.3;

/** Raised whenever another answer is to be expected of the same photographs. */
const VERSION = 1;

/**
 * The conditions of every annotated face of the photographs, in their order; none for a photograph that
 * cannot be read. Landmarks are those of BlazeFace as its authors trained it, on the current engine. Kept on
 * disk for the next evaluation.
 */
export async function findConditions(
  photographs: readonly AnnotatedPhotograph[],
  cache: string,
): Promise<FaceConditions[][]> {
  const files = photographs.map(({ file }) => file);
  const key = await contentKey(files, [VERSION, photographs]);
  const file = path.join(cache, `conditions-${key}.json`);
  const cached = await readFile(file, 'utf8').catch(() => null);
  if (cached) return JSON.parse(cached) as FaceConditions[][];
  const found = await lookForConditions(photographs);
  await writeWhole(file, JSON.stringify(found));
  return found;
}

async function lookForConditions(
  photographs: readonly AnnotatedPhotograph[],
): Promise<FaceConditions[][]> {
  const weights = await pretrainedBlazeFace();
  const finder = createFaceFinder(
    { shapes: PRETRAINED_SHAPES, scoreThreshold: LANDMARK_SCORE, iouThreshold: 0.3 },
    weights,
  );
  const progress = progressBar('Looking at angle and light', photographs.length);
  const all: FaceConditions[][] = [];
  for (const photograph of photographs) {
    all.push(await conditionsIn(finder, photograph).catch(() => []));
    progress.step();
  }
  progress.end();
  disposeWeights(weights);
  return all;
}

async function conditionsIn(
  finder: FaceFinder,
  photograph: AnnotatedPhotograph,
): Promise<FaceConditions[]> {
  const { frame, scale } = await readPhotograph(photograph.file);
  const boxes = inFrame(photograph, scale).faces.map(({ box }) => box);
  const pixels = readPixels(frame);
  try {
    const conditions: FaceConditions[] = [];
    const least = LEAST_ANGLED_RATIO * Math.max(frame.width, frame.height);
    for (const box of boxes) {
      const landmarks = box.height >= least ? await findLandmarks(finder, pixels, box) : null;
      conditions.push({
        angle: landmarks ? angleOf(landmarks) : 'unknown',
        light: lightOf(frame, box),
      });
    }
    return conditions;
  } finally {
    pixels.dispose();
  }
}

/** Null where no face is found in the box. */
async function findLandmarks(
  finder: FaceFinder,
  pixels: ReturnType<typeof readPixels>,
  box: Box,
): Promise<readonly Point[] | null> {
  const side = VIEW_RATIO * Math.max(box.width, box.height);
  const x = box.x + (box.width - side) / 2;
  const y = box.y + (box.height - side) / 2;
  const found = await finder.find(pixels, [{ x, y, width: side, height: side }]);
  return found.find((one) => intersectionOverUnion(one.box, box) >= MATCH_IOU)?.landmarks ?? null;
}

/** @param landmarks BlazeFace's six: eyes, nose, mouth, ears */
export function angleOf(landmarks: readonly Point[]): FaceAngle {
  const turn = turnOf(landmarks);
  if (turn <= FRONTAL_TURN) return 'frontal';
  return turn <= TURNED_TURN ? 'turned' : 'profile';
}

/**
 * How far the middle of the eyes lies from the middle of the ears, along the line between the ears, in
 * half distances between these. On a round head turned aside by an angle it is 0.8 times its tangent:
 * 0.3 at 20 degrees, 0.95 at 50.
 */
function turnOf(landmarks: readonly Point[]): number {
  const [eyeA, eyeB, , , earA, earB] = landmarks as [Point, Point, Point, Point, Point, Point];
  const axis = { x: earB.x - earA.x, y: earB.y - earA.y };
  const apart = Math.hypot(axis.x, axis.y);
  const aside = { x: eyeA.x + eyeB.x - earA.x - earB.x, y: eyeA.y + eyeB.y - earA.y - earB.y };
  // Twice the offset, by twice the half distance.
  return apart > 0 ? Math.abs(aside.x * axis.x + aside.y * axis.y) / apart ** 2 : Infinity;
}

/** @param box frame pixels */
export function lightOf(frame: PixelFrame, box: Box): FaceLight {
  const width = box.width * INNER_RATIO;
  const height = box.height * INNER_RATIO;
  const [x, y] = [box.x + (box.width - width) / 2, box.y + (box.height - height) / 2];
  const left = meanLuma(frame, { x, y, width: width / 2, height });
  const right = meanLuma(frame, { x: x + width / 2, y, width: width / 2, height });
  if (Math.abs(left - right) >= HARD_LUMA) return 'hard';
  return (left + right) / 2 <= DARK_LUMA ? 'dark' : 'normal';
}

/** Brightness of a part of the frame, 0 to 255 (ITU-R BT.601). */
function meanLuma({ data, ...size }: PixelFrame, part: Box): number {
  const { left, top, right, bottom } = pixelsOf(part, size);
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = (y * size.width + x) * 4;
      sum +=
        0.299 * (data[at] as number) +
        0.587 * (data[at + 1] as number) +
        0.114 * (data[at + 2] as number);
    }
  }
  return sum / ((right - left) * (bottom - top));
}

/** At least one pixel, within the frame. */
function pixelsOf({ x, y, width, height }: Box, size: Size) {
  const left = Math.min(size.width - 1, Math.max(0, Math.floor(x)));
  const top = Math.min(size.height - 1, Math.max(0, Math.floor(y)));
  return {
    left,
    top,
    right: Math.min(size.width, Math.max(left + 1, Math.ceil(x + width))),
    bottom: Math.min(size.height, Math.max(top + 1, Math.ceil(y + height))),
  };
}
