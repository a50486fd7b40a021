import * as tf from '@tensorflow/tfjs';
import {
  type Box,
  boxCentre,
  contains,
  intersectionOverUnion,
  scaleBox,
  wholeOf,
} from '../../../lib/geometry.ts';
import type { FaceFinder } from '../../../lib/vision/find/face-finder.ts';
import { portraitRegions } from '../../../lib/vision/find/portrait-regions.ts';
import type { FaceCandidate } from '../../../lib/vision/find/suppress.ts';
import { zoomedRegions } from '../../../lib/vision/find/views.ts';
import { readPixels } from '../../../lib/vision/frame/open-frame.ts';
import { cutRegions } from '../../../lib/vision/frame/regions.ts';
import { faceCrop } from '../../../lib/vision/judge/face-crop.ts';
import type { ClassLabel, WornWay } from '../../../lib/vision/labels.ts';
import type { CropRule } from '../../../lib/vision/model/manifest.ts';
import { MATCH_IOU } from '../../evaluation/match-faces.ts';
import {
  type AnnotatedPhotograph,
  type DataPhotograph,
  type LabelledPhotograph,
  possibleFaces,
} from '../photograph.ts';
import { readPhotograph } from '../read-photograph.ts';

/**
 * Patches are wider than the classifier's crop, so that rotation and shift find real pixels. At
 * this margin the widest training view, rotated by 45 degrees, reaches the edges of the patch.
 */
export const PATCH_MARGIN = 1.8;
/** Edge of a patch, px: the classifier's 150 times the margin. */
export const PATCH_SIZE = 270;
export const PATCH_BYTES = PATCH_SIZE * PATCH_SIZE * 3;

/** Least finder score at which a face in a class folder, or an annotated face, counts as found. */
const FOUND_SCORE = 0.3;
/**
 * Least finder score of a box that becomes background, if no annotation marks it. A photograph
 * gives its likeliest boxes only, up to the limit below.
 */
const BACKGROUND_SCORE = 0.1;
const MOST_BACKGROUND = 8;
/**
 * One photograph with boxes in this number is also searched in tiles, as stills are: their boxes
 * lie differently.
 */
const ZOOMED_EVERY = 4;
/** Shortest edge of a face box that is used for training, frame px. */
const SMALLEST_FACE = 10;

/** One square of a photograph with its label. */
export interface Crop {
  /** Index in the data set's photographs. */
  readonly photograph: number;
  readonly label: ClassLabel;
  /** Where the box comes from: the finder, an annotator, or a mistake of the finder. */
  readonly source: 'found' | 'annotated' | 'background';
  /** Frame pixels. */
  readonly box: Box;
  /** The annotator's box, pixels of the photograph. Absent where there is none. */
  readonly marked?: Box<'photograph'>;
  /** How a mask is worn incorrectly. Absent where the data do not say. */
  readonly way?: WornWay;
  /** Labelled by machines: used for training, never for measuring. */
  readonly machineLabelled?: true;
  /** Height of the face relative to the longer edge of the frame. */
  readonly heightRatio: number;
}

export interface CroppedPhotograph {
  readonly crops: readonly Crop[];
  /** `PATCH_BYTES` for each crop, RGB. */
  readonly patches: Uint8Array;
  /** The reason why the photograph gives no crops. */
  readonly skipped?: string;
}

/** Finds the faces of a photograph as the site does and cuts a patch around each. */
export async function cropPhotograph(
  finder: FaceFinder,
  photograph: DataPhotograph,
  index: number,
  rule: CropRule,
): Promise<CroppedPhotograph> {
  const { frame, scale } = await readPhotograph(photograph.file);
  const pixels = readPixels(frame);
  try {
    const inTiles = index % ZOOMED_EVERY === 0 ? zoomedRegions(frame) : [wholeOf(frame)];
    const regions = photograph.kind === 'labelled' ? portraitRegions(frame) : inTiles;
    const found = await finder.find(pixels, regions, BACKGROUND_SCORE);
    const boxes =
      photograph.kind === 'labelled'
        ? mainFace(photograph, found)
        : annotatedFaces(photograph, found, scale);
    const crops = boxes
      .filter(({ box }) => Math.min(box.width, box.height) >= SMALLEST_FACE)
      .map((sample) => ({
        ...sample,
        photograph: index,
        heightRatio: sample.box.height / Math.max(frame.width, frame.height),
      }));
    if (crops.length === 0) return { crops, patches: new Uint8Array(), skipped: 'no face found' };
    return { crops, patches: await cutPatches(pixels, crops, rule) };
  } finally {
    pixels.dispose();
  }
}

type Sample = Omit<Crop, 'photograph' | 'heightRatio'>;

/** The largest face with enough confidence. The folder's label describes this face. */
function mainFace(photograph: LabelledPhotograph, found: readonly FaceCandidate[]): Sample[] {
  const [main] = found
    .filter(({ score }) => score >= FOUND_SCORE)
    .sort((a, b) => b.box.height * b.score - a.box.height * a.score);
  return main ? [{ label: photograph.label, source: 'found', box: main.box }] : [];
}

/** Each labelled face, with the finder's box where it was found, and the finder's mistakes. */
function annotatedFaces(
  photograph: AnnotatedPhotograph,
  found: readonly FaceCandidate[],
  scale: number,
): Sample[] {
  const inFrame = (box: Box) => scaleBox(box, 1 / scale);
  const marked = photograph.faces.map(({ label, way, box }) => ({
    label,
    ...(way && { way }),
    // Annotations are in pixels of the photograph, the finder's boxes in pixels of the frame.
    marked: scaleBox<'photograph'>(box, 1),
    ...foundBox(inFrame(box), found),
  }));
  const machineLabelled = photograph.unlabelled.flatMap(({ machineLabel: label, box }): Sample[] =>
    label ? [{ label, machineLabelled: true, ...foundBox(inFrame(box), found) }] : [],
  );
  const possible = possibleFaces(photograph).map(inFrame);
  const background = found
    .filter(({ box }) => possible.every((face) => !touches(box, face)))
    .slice(0, MOST_BACKGROUND)
    .map(({ box }): Sample => ({ label: 'background', source: 'background', box }));
  return [...marked, ...machineLabelled, ...background];
}

/** The finder's box of a face, or the annotated box where the finder missed it. */
function foundBox(box: Box, found: readonly FaceCandidate[]): Pick<Sample, 'source' | 'box'> {
  const match = found
    .filter(({ score }) => score >= FOUND_SCORE)
    .map((candidate) => ({ candidate, iou: intersectionOverUnion(candidate.box, box) }))
    .sort((a, b) => b.iou - a.iou)[0];
  return match && match.iou >= MATCH_IOU
    ? { source: 'found', box: match.candidate.box }
    : { source: 'annotated', box };
}

/** Whether a box overlaps a face at all: a rough box of a face is not background. */
function touches(box: Box, face: Box): boolean {
  return (
    intersectionOverUnion(box, face) > 0.05 ||
    contains(box, boxCentre(face)) ||
    contains(face, boxCentre(box))
  );
}

async function cutPatches(
  pixels: tf.Tensor3D,
  crops: readonly Crop[],
  rule: CropRule,
): Promise<Uint8Array> {
  const wide = rule.sideRatio * PATCH_MARGIN;
  const patches = tf.tidy(() =>
    tf.cast(
      tf.round(
        cutRegions(
          pixels,
          crops.map(({ box }) => faceCrop(box, wide)),
          { width: PATCH_SIZE, height: PATCH_SIZE },
          rule.fill,
        ),
      ),
      'int32',
    ),
  );
  const values = await patches.data();
  patches.dispose();
  return Uint8Array.from(values);
}
