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

/** Patches are cut wider than the classifier's crop, so that turning and shifting find real pixels: the widest
 * view that training takes, turned by 45 degrees, reaches the patch's edges. */
export const PATCH_MARGIN = 1.8;
/** Edge of a patch, px: the classifier's 150 times the margin. */
export const PATCH_SIZE = 270;
export const PATCH_BYTES = PATCH_SIZE * PATCH_SIZE * 3;

/** Finder score from which a class folder's face, or an annotated one, is taken as found. */
const FOUND_SCORE = 0.3;
/** What the finder takes for a face from here on, and nobody marked, is background; at most so many boxes of a
 * photograph, the likeliest first. */
const BACKGROUND_SCORE = 0.1;
const MOST_BACKGROUND = 8;
/** Every so many photographs with boxes are looked at in tiles too, as stills are: there boxes sit otherwise. */
const ZOOMED_EVERY = 4;
/** Shortest edge of a face box that is trained on, frame px. */
const SMALLEST_FACE = 10;

/** One square of a photograph with its label. */
export interface Crop {
  /** Index in the data set's photographs. */
  readonly photograph: number;
  readonly label: ClassLabel;
  /** Whose box it is: the finder's, an annotator's, or the finder's mistake. */
  readonly source: 'found' | 'annotated' | 'background';
  /** Frame pixels. */
  readonly box: Box;
  /** The annotator's box, pixels of the photograph, where there is one. */
  readonly marked?: Box<'photograph'>;
  /** How a mask is worn incorrectly, where the data tell it. */
  readonly way?: WornWay;
  /** Labelled by machines, not by a person: to learn from, not to measure by. */
  readonly machineLabelled?: true;
  /** Height of the face as a part of the frame's longer edge. */
  readonly heightRatio: number;
}

export interface CroppedPhotograph {
  readonly crops: readonly Crop[];
  /** `PATCH_BYTES` for each crop, RGB. */
  readonly patches: Uint8Array;
  /** Set where there is nothing to learn from. */
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

/** The largest face of some confidence: the one that the folder's label speaks of. */
function mainFace(photograph: LabelledPhotograph, found: readonly FaceCandidate[]): Sample[] {
  const [main] = found
    .filter(({ score }) => score >= FOUND_SCORE)
    .sort((a, b) => b.box.height * b.score - a.box.height * a.score);
  return main ? [{ label: photograph.label, source: 'found', box: main.box }] : [];
}

/** Each labelled face, in the finder's box where it found it; and the finder's mistakes. */
function annotatedFaces(
  photograph: AnnotatedPhotograph,
  found: readonly FaceCandidate[],
  scale: number,
): Sample[] {
  const inFrame = (box: Box) => scaleBox(box, 1 / scale);
  const marked = photograph.faces.map(({ label, way, box }) => ({
    label,
    ...(way && { way }),
    // Annotators draw on the photograph, the finder looks at the frame.
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

/** The finder's box of a face, or its own where the finder missed it. */
function foundBox(box: Box, found: readonly FaceCandidate[]): Pick<Sample, 'source' | 'box'> {
  const match = found
    .filter(({ score }) => score >= FOUND_SCORE)
    .map((candidate) => ({ candidate, iou: intersectionOverUnion(candidate.box, box) }))
    .sort((a, b) => b.iou - a.iou)[0];
  return match && match.iou >= MATCH_IOU
    ? { source: 'found', box: match.candidate.box }
    : { source: 'annotated', box };
}

/** Whether a box has to do with a face at all: a rough box is not background. */
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
