import { type Box, lerp, type Point } from '../../../lib/geometry.ts';

/**
 * Where a face's features lie, pixels of the photograph. "Left" and "right" are those of the
 * picture, not of the person.
 */
export interface FaceMarks {
  /** Hairline to chin, edge to edge, as an annotator draws it. */
  readonly box: Box;
  /** Centres of the left and right eye. */
  readonly eyes: readonly [Point, Point];
  /** Between the eyes, where a mask's wire sits. */
  readonly bridge: Point;
  readonly noseTip: Point;
  /** Where the nose meets the upper lip. */
  readonly noseBase: Point;
  readonly mouth: Point;
  /** The fullest point of the left and right cheek. */
  readonly cheeks: readonly [Point, Point];
  /** From the left ear (0) along the jaw, the chin (4), to the right ear (8). */
  readonly jaw: readonly [Point, Point, Point, Point, Point, Point, Point, Point, Point];
}

/** How far the chin lies below the mouth, as a part of the way from the eyes to the mouth. */
const CHIN = 0.6;
const HAIRLINE = 0.95;

/**
 * The features as far as BlazeFace's six landmarks tell them: the eyes, the tip of the nose and the
 * mouth as found, the jaw as a curve through the ears and where a chin should be.
 * @param landmarks in the network's order: eyes, nose tip, mouth, ears; left and right of the picture
 */
export function marksFromLandmarks(landmarks: readonly Point[]): FaceMarks {
  const [eyeA, eyeB, noseTip, mouth, earA, earB] = landmarks as [
    Point,
    Point,
    Point,
    Point,
    Point,
    Point,
  ];
  const eyes = leftToRight(eyeA, eyeB);
  const ears = leftToRight(earA, earB);
  const between = lerp(...eyes, 0.5);
  const down = { x: mouth.x - between.x, y: mouth.y - between.y };
  const below = (point: Point, share: number): Point => ({
    x: point.x + down.x * share,
    y: point.y + down.y * share,
  });
  const chin = below(mouth, CHIN);
  const middle = lerp(...ears, 0.5);
  const jaw = Array.from({ length: 9 }, (_, i): Point => {
    const ear = i < 4 ? ears[0] : ears[1];
    const angle = (Math.abs(i - 4) / 4) * (Math.PI / 2);
    // Fuller than an ellipse: a jaw is broad down to the mouth.
    const [out, fall] = [Math.sin(angle) ** 0.75, Math.cos(angle) ** 0.9];
    return {
      x: middle.x + (ear.x - middle.x) * out + (chin.x - middle.x) * fall,
      y: middle.y + (ear.y - middle.y) * out + (chin.y - middle.y) * fall,
    };
  }) as unknown as FaceMarks['jaw'];
  const top = below(between, -HAIRLINE);
  const xs = [...ears, top, chin].map(({ x }) => x);
  const ys = [...ears, top, chin].map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return {
    box: { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y },
    eyes,
    bridge: below(between, 0.1),
    noseTip,
    noseBase: lerp(noseTip, mouth, 0.3),
    mouth,
    cheeks: [below(lerp(eyes[0], ears[0], 0.25), 0.5), below(lerp(eyes[1], ears[1], 0.25), 0.5)],
    jaw,
  };
}

function leftToRight(a: Point, b: Point): [Point, Point] {
  return a.x <= b.x ? [a, b] : [b, a];
}
