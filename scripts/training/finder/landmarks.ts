import * as tf from '@tensorflow/tfjs';
import { type Box, boxCentre, intersectionOverUnion, type Point } from '../../../lib/geometry.ts';
import { createFaceFinder } from '../../../lib/vision/find/face-finder.ts';
import { PRETRAINED_SHAPES, pretrainedBlazeFace } from '../pretrained/blazeface.ts';
import type { RgbImage } from '../variation/sample-view.ts';

/** Shorter faces have no landmarks to speak of, image pixels. */
const SHORTEST_FACE = 24;
/** Edge of what is looked at, as a multiple of the face's longer edge. */
const SURROUNDINGS = 2;
/** The pretrained network must be so sure of a face before it teaches its landmarks... */
const SURE_SCORE = 0.6;
/** ...and mean this box by it. */
const SAME_FACE_IOU = 0.5;

/** The six landmarks of a face in BlazeFace's order, image pixels; null where they are not known. */
export type KnownLandmarks = readonly Point[] | null;

/**
 * Where BlazeFace, as its authors trained it on people's marks, sees the landmarks of faces: so that a
 * finder trained further on boxes alone, turned and small, does not forget them.
 */
export async function openLandmarkTeacher(): Promise<
  (image: RgbImage, boxes: readonly Box[]) => Promise<KnownLandmarks[]>
> {
  const settings = { shapes: PRETRAINED_SHAPES, scoreThreshold: SURE_SCORE, iouThreshold: 0.3 };
  const finder = createFaceFinder(settings, await pretrainedBlazeFace());
  return async (image, boxes) => {
    const regions = boxes
      .filter(({ width, height }) => Math.max(width, height) >= SHORTEST_FACE)
      .map(surroundings);
    if (regions.length === 0) return boxes.map(() => null);
    const pixels = tf.tensor3d(image.data, [image.height, image.width, 3], 'float32');
    const found = await finder.find(pixels, regions).finally(() => pixels.dispose());
    return boxes.map((box) => {
      const [best] = found
        .map((face) => ({ face, iou: intersectionOverUnion(face.box, box) }))
        .filter(({ iou }) => iou >= SAME_FACE_IOU)
        .sort((a, b) => b.iou - a.iou);
      return best?.face.landmarks ?? null;
    });
  };
}

function surroundings(box: Box): Box {
  const edge = Math.max(box.width, box.height) * SURROUNDINGS;
  const { x, y } = boxCentre(box);
  return { x: x - edge / 2, y: y - edge / 2, width: edge, height: edge };
}
