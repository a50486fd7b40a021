import type { Point, Size } from '../geometry.ts';
import type { FoundFace } from '../vision/detector-types.ts';
import type { Track } from './tracker.ts';

/** Every view counts at least so much, or who is far away would stay unknown. */
const LEAST = 0.55;
/** A face with this shorter edge, px, or a larger one shows all that the classifier needs. */
const CLEAR_FACE_PX = 64;
/** A face that moves so many of its own edges a second is blurred to half its worth. */
const BLURRING_EDGES_PER_SECOND = 3;
/** Of a face at the frame's edge a part is missing, and it may be the nose or the mouth. */
const CUT_OFF = 0.4;
/** A nose up to so many eye distances off the middle is that of a face that looks this way... */
const FRONTAL_NOSE = 0.2;
/** ...and from here on only one side of the face shows, and counts so much. */
const SIDE_NOSE = 0.8;
const SIDE_VIEW = 0.4;
/** A box as close to the frame's edge as this, px, is taken for cut off. */
const AT_EDGE_PX = 1;

/**
 * How much of a face could be seen, 0.55 to 1: by its size, its speed, which blurs it, its angle,
 * whether the frame cuts it off, and how sure the finder is of it.
 * @param frame absent where nothing is known of its edges
 */
export function qualityOf(
  { box, faceScore, landmarks }: FoundFace,
  { motion }: Pick<Track, 'motion'>,
  frame: Size | undefined,
): number {
  const size = Math.min(1, Math.min(box.width, box.height) / CLEAR_FACE_PX);
  const speed = Math.hypot(motion.x.speed, motion.y.speed) / Math.max(box.width, box.height);
  const sharpness = 1 / (1 + speed / BLURRING_EDGES_PER_SECOND);
  const isCut =
    frame !== undefined &&
    (box.x <= AT_EDGE_PX ||
      box.y <= AT_EDGE_PX ||
      box.x + box.width >= frame.width - AT_EDGE_PX ||
      box.y + box.height >= frame.height - AT_EDGE_PX);
  const shown = angleOf(landmarks) * (isCut ? CUT_OFF : 1);
  return LEAST + (1 - LEAST) * size * sharpness * shown * faceScore;
}

/** How much of a face its angle shows, from where the nose lies between the eyes. */
function angleOf([left, right, nose]: readonly Point[] = []): number {
  if (!left || !right || !nose) return 1;
  const [dx, dy] = [right.x - left.x, right.y - left.y];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return SIDE_VIEW;
  // Along the line of the eyes, so that a tilted head is no turned one.
  const along = ((nose.x - left.x) * dx + (nose.y - left.y) * dy) / squared - 0.5;
  const turned = (Math.abs(along) - FRONTAL_NOSE) / (SIDE_NOSE - FRONTAL_NOSE);
  return 1 - (1 - SIDE_VIEW) * Math.min(1, Math.max(0, turned));
}
