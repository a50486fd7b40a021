import { type Box, boxCentre, intersect, type Size, wholeOf } from '../../../lib/geometry.ts';
import { letterbox } from '../../../lib/vision/find/views.ts';
import { between, type Random } from '../../support/random.ts';
import type { ImageView, RgbImage } from '../variation/sample-view.ts';
import type { MarkedFace, MarkedImage } from './photographs.ts';

/** Where the finder's training views are cut. */
const VIEW_CHOICE = {
  /** Longer edge of the chosen face as a part of the view's, drawn evenly on a logarithmic scale. */
  faceRatio: [0.025, 0.65],
  /** Part of the views that show the whole photograph, letterboxed. */
  whole: 0.15,
  /** Part that shows any place of the photograph, mostly without a face. */
  anywhere: 0.1,
  /** Part that shows a face as a tight crop does: the photograph ends around it. */
  tight: { probability: 0.08, margin: [-0.06, 0.3] },
  flip: 0.5,
  /** Ranges of turning, each way, and the parts of the views that they have. */
  turns: [
    { share: 0.6, degrees: 18 },
    { share: 0.25, degrees: 75 },
    { share: 0.15, degrees: 180 },
  ],
  /** Width stretched against height, for a part of the views. */
  squeeze: { probability: 0.25, aspect: [0.6, 1.7] },
} as const;

/** Shortest view, image pixels: closer there is nothing to see. */
const SHORTEST_VIEW_PX = 48;
/** Longest, as a part of the photograph letterboxed. */
const LONGEST_VIEW_RATIO = 1.6;

/** A view of a photograph or, for tight crops, of a part of it. */
export interface ChosenView extends MarkedImage {
  readonly view: ImageView;
}

/** @param shape of the network's input, px */
export function chooseView(marked: MarkedImage, shape: Size, random: Random): ChosenView {
  const { whole, anywhere, tight, flip, squeeze } = VIEW_CHOICE;
  const turned = { angle: randomAngle(random), flip: random() < flip };
  const aspect =
    random() < squeeze.probability
      ? Math.exp(between(random, ...(squeeze.aspect.map(Math.log) as [number, number])))
      : 1;
  const squeezed = { width: shape.width / aspect, height: shape.height };
  const kind = random();
  const face = marked.faces[Math.floor(random() * marked.faces.length)];
  if (face && kind < tight.probability) {
    const margin = () => between(random, ...tight.margin);
    const part = cutOut(marked, around(face.box, margin, marked.image));
    return { ...part, view: { ...wholeView(part.image, squeezed), ...turned } };
  }
  if (!face || kind < tight.probability + whole) {
    return { ...marked, view: { ...wholeView(marked.image, squeezed), ...turned } };
  }
  const target =
    kind < tight.probability + whole + anywhere ? anyBox(marked.image, random) : face.box;
  return { ...marked, view: { ...viewOf(target, marked.image, squeezed, random), ...turned } };
}

function randomAngle(random: Random): number {
  const choice = random();
  let sum = 0;
  const range = VIEW_CHOICE.turns.find(({ share }) => {
    sum += share;
    return choice < sum;
  });
  return (between(random, -1, 1) * (range?.degrees ?? 0) * Math.PI) / 180;
}

function wholeView(image: Size, shape: Size): Omit<ImageView, 'angle' | 'flip'> {
  const { width, height } = letterbox(wholeOf(image), [shape]).region;
  return { centreX: image.width / 2, centreY: image.height / 2, width, height };
}

/** A view in which the box has a random size and place. */
function viewOf(
  box: Box,
  image: Size,
  shape: Size,
  random: Random,
): Omit<ImageView, 'angle' | 'flip'> {
  const [low, high] = VIEW_CHOICE.faceRatio.map(Math.log) as [number, number];
  const ratio = Math.exp(between(random, low, high));
  const longer = Math.max(shape.width, shape.height);
  const wanted = Math.max(box.width, box.height) / ratio / longer;
  const most = (letterbox(wholeOf(image), [shape]).region.width * LONGEST_VIEW_RATIO) / shape.width;
  const scale = Math.min(most, Math.max(SHORTEST_VIEW_PX / longer, wanted));
  const [width, height] = [shape.width * scale, shape.height * scale];
  const centre = boxCentre(box);
  const roomX = Math.max(0, width - box.width) / 2;
  const roomY = Math.max(0, height - box.height) / 2;
  return {
    centreX: centre.x + between(random, -roomX, roomX),
    centreY: centre.y + between(random, -roomY, roomY),
    width,
    height,
  };
}

/** A box of the size of a face where there need not be one. */
function anyBox({ width, height }: Size, random: Random): Box {
  const edge = Math.min(width, height) * between(random, 0.05, 0.4);
  return { x: random() * (width - edge), y: random() * (height - edge), width: edge, height: edge };
}

/** The box with a margin of its own on each side, whole pixels inside the image. */
function around(box: Box, margin: () => number, image: Size): Box {
  const left = Math.round(Math.max(0, box.x - margin() * box.width));
  const top = Math.round(Math.max(0, box.y - margin() * box.height));
  const right = Math.round(Math.min(image.width, box.x + box.width * (1 + margin())));
  const bottom = Math.round(Math.min(image.height, box.y + box.height * (1 + margin())));
  return { x: left, y: top, width: Math.max(2, right - left), height: Math.max(2, bottom - top) };
}

/** A part of a photograph as a photograph. */
function cutOut({ image, faces, ignored, boxes }: MarkedImage, asked: Box): MarkedImage {
  const part = intersect(asked, wholeOf(image)) ?? wholeOf(image);
  const { x, y, width, height } = part;
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * image.width + x) * 3;
    data.set(image.data.subarray(from, from + width * 3), row * width * 3);
  }
  const moved = (box: Box): Box => ({ ...box, x: box.x - x, y: box.y - y });
  const cut: RgbImage = { data, width, height };
  const movedFaces = faces.map(
    ({ box, landmarks }): MarkedFace => ({
      box: moved(box),
      landmarks: landmarks?.map((point) => ({ x: point.x - x, y: point.y - y })) ?? null,
    }),
  );
  return {
    image: cut,
    faces: movedFaces.filter(({ box }) => intersect(box, wholeOf(cut))),
    ignored: ignored.map(moved).filter((box) => intersect(box, wholeOf(cut))),
    boxes,
  };
}
