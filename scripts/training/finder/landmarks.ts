import {
  type Box,
  boxCentre,
  intersectionOverUnion,
  type Point,
  type Size,
} from '../../../lib/geometry.ts';
import { createFaceFinder } from '../../../lib/vision/find/face-finder.ts';
import { pretrainedBlazeFace } from '../pretrained/blazeface.ts';
import { imageTensor, type RgbImage } from '../variation/sample-view.ts';

/** Shorter faces have no landmarks to speak of, image pixels. */
const SHORTEST_FACE_PX = 40;
/** Faces of a photograph that are looked at, the largest first: it takes time, and these are clear. */
const MOST_FACES = 3;
/** Input that a face is looked at in, px: a quarter of what the network was trained on, for speed. */
const TEACHER_SHAPES: readonly Size[] = [{ width: 128, height: 128 }];
/** Edge of what is looked at, as a multiple of the face's longer edge. */
const SURROUNDINGS_RATIO = 2;
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
  const settings = { shapes: TEACHER_SHAPES, scoreThreshold: SURE_SCORE, iouThreshold: 0.3 };
  const finder = createFaceFinder(settings, await pretrainedBlazeFace());
  return async (image, boxes) => {
    const regions = boxes
      .filter((box) => longerEdge(box) >= SHORTEST_FACE_PX)
      .sort((a, b) => longerEdge(b) - longerEdge(a))
      .slice(0, MOST_FACES)
      .map(surroundings);
    if (regions.length === 0) return boxes.map(() => null);
    const pixels = imageTensor(image);
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

function longerEdge({ width, height }: Box): number {
  return Math.max(width, height);
}

function surroundings(box: Box): Box {
  const edge = longerEdge(box) * SURROUNDINGS_RATIO;
  const { x, y } = boxCentre(box);
  return { x: x - edge / 2, y: y - edge / 2, width: edge, height: edge };
}
