import { type Box, boxCentre, contains, scaleBox } from '../../../lib/geometry.ts';
import { readPixels } from '../../../lib/vision/detector.ts';
import type { PixelFrame } from '../../../lib/vision/detector-types.ts';
import { createFaceFinder, type FaceFinder } from '../../../lib/vision/find/face-finder.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import type {
  AnnotatedPhotograph,
  DataPhotograph,
  LabelledPhotograph,
} from '../../data/photograph.ts';
import { portraitViews } from '../../data/portrait-views.ts';
import { readPhotograph, rgbOf } from '../../data/read-photograph.ts';
import { progressBar } from '../../support/progress.ts';
import type { RgbImage } from '../variation/sample-square.ts';

/** A photograph in memory with its faces. */
export interface MarkedImage {
  readonly image: RgbImage;
  /** Image pixels. */
  readonly faces: readonly Box[];
  /** Faces perhaps, image pixels: neither wanted nor wrong. */
  readonly ignored: readonly Box[];
  /** Whose boxes they are: an annotator's, or those of the finder before training. */
  readonly boxes: 'drawn' | 'found';
}

/** Longest edge in memory, px: a face of 5% still has 32 pixels. */
const LONGEST_EDGE = 640;
/** A photograph of a class folder is used when the finder is so sure of one face... */
const SURE_SCORE = 0.5;
/** ...and beside it sees none from this score on: other faces there are not marked. */
const OTHER_SCORE = 0.2;

/**
 * Decodes photographs with their faces. One of a class folder has no boxes: it serves where the
 * finder sees a single face for certain. What cannot be read or used is counted.
 * @param weights of the finder before training
 */
export async function loadMarkedImages(
  photographs: readonly DataPhotograph[],
  weights: NamedWeights,
): Promise<{ images: MarkedImage[]; leftOut: number }> {
  const images: MarkedImage[] = [];
  let leftOut = 0;
  const finder = createFaceFinder({ scoreThreshold: OTHER_SCORE, iouThreshold: 0.3 }, weights);
  const progress = progressBar('Reading photographs', photographs.length);
  for (const photograph of photographs) {
    const image = await (photograph.kind === 'annotated'
      ? drawnImage(photograph)
      : portrait(finder, photograph)
    ).catch(() => null);
    if (image) images.push(image);
    else leftOut++;
    progress.step();
  }
  progress.end();
  return { images, leftOut };
}

async function drawnImage(photograph: AnnotatedPhotograph): Promise<MarkedImage> {
  const { frame, scale } = await readPhotograph(photograph.file, LONGEST_EDGE);
  const inImage = (box: Box) => scaleBox(box, 1 / scale);
  const faces = [...photograph.faces, ...photograph.unlabelled].map(({ box }) => inImage(box));
  return {
    image: rgbImage(frame),
    faces,
    ignored: photograph.ignored.map(inImage),
    boxes: 'drawn',
  };
}

async function portrait(
  finder: FaceFinder,
  photograph: LabelledPhotograph,
): Promise<MarkedImage | null> {
  const { frame } = await readPhotograph(photograph.file, LONGEST_EDGE);
  const pixels = readPixels(frame);
  const found = await finder.find(pixels, portraitViews(frame)).finally(() => pixels.dispose());
  const [face, ...others] = found;
  if (!face || face.score < SURE_SCORE) return null;
  // A face that fills the view is often found a second time, around its middle.
  if (others.some(({ box }) => !contains(face.box, boxCentre(box)))) return null;
  return { image: rgbImage(frame), faces: [face.box], ignored: [], boxes: 'found' };
}

function rgbImage(frame: PixelFrame): RgbImage {
  return { data: rgbOf(frame), width: frame.width, height: frame.height };
}
