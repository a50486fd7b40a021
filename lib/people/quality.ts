import type { Point, Size } from '../geometry.ts';
import type { FoundFace } from '../vision/detector-types.ts';
import type { Track } from './track.ts';

/** Quality of the worst view. With 0, a face far away would never get a label. */
const LEAST_QUALITY = 0.55;
/** A face whose shorter edge has at least this length gives the classifier all it needs. */
const CLEAR_FACE_PX = 64;
/** Speed, in edges of the face per second, at which blur halves the quality. */
const BLURRING_EDGES_PER_SECOND = 3;
/** Factor for a face at the frame's edge: the missing part may be the nose or the mouth. */
const CUT_OFF_RATIO = 0.4;
/**
 * Offset of the nose from the middle of the eyes, as a share of their distance, up to which a face
 * is frontal.
 */
const FRONTAL_NOSE_RATIO = 0.2;
/** The same from which a face is seen from the side. */
const SIDE_NOSE_RATIO = 0.8;
/** Factor for a face seen from the side. */
const SIDE_VIEW_RATIO = 0.4;
/** A box this close to the frame's edge is cut off. */
const AT_EDGE_PX = 1;

/**
 * How well a face can be seen, 0.55 to 1: by its size, its speed (blur), its angle, whether the
 * frame cuts it off, and the finder's score.
 */
export function qualityOf(
  { box, faceScore, landmarks }: FoundFace,
  { motion }: Pick<Track, 'motion'>,
  frame: Size,
): number {
  const size = Math.min(1, Math.min(box.width, box.height) / CLEAR_FACE_PX);
  const speed = Math.hypot(motion.x.speed, motion.y.speed) / Math.max(box.width, box.height);
  const sharpness = 1 / (1 + speed / BLURRING_EDGES_PER_SECOND);
  const isCut =
    box.x <= AT_EDGE_PX ||
    box.y <= AT_EDGE_PX ||
    box.x + box.width >= frame.width - AT_EDGE_PX ||
    box.y + box.height >= frame.height - AT_EDGE_PX;
  const shown = angleOf(landmarks) * (isCut ? CUT_OFF_RATIO : 1);
  return LEAST_QUALITY + (1 - LEAST_QUALITY) * size * sharpness * shown * faceScore;
}

/** Factor for the angle of a face, from the position of the nose between the eyes. */
function angleOf([left, right, nose]: readonly Point[] = []): number {
  if (!left || !right || !nose) return 1;
  const [dx, dy] = [right.x - left.x, right.y - left.y];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return SIDE_VIEW_RATIO;
  // Along the line of the eyes: a tilted head is not a turned one.
  const along = ((nose.x - left.x) * dx + (nose.y - left.y) * dy) / squared - 0.5;
  const turned = (Math.abs(along) - FRONTAL_NOSE_RATIO) / (SIDE_NOSE_RATIO - FRONTAL_NOSE_RATIO);
  return 1 - (1 - SIDE_VIEW_RATIO) * Math.min(1, Math.max(0, turned));
}
