import { lerp, type Point } from '../../../lib/geometry.ts';
import type { FaceMarks } from './face-marks.ts';

export const MASK_KINDS = ['surgical', 'ffp2', 'cloth', 'cup'] as const;
export type MaskKind = (typeof MASK_KINDS)[number];

const MASK_WEARS = ['proper', 'nose-out', 'under-chin'] as const;
/** How a mask is worn; all but `proper` are worn incorrectly. */
export type MaskWear = (typeof MASK_WEARS)[number];

/** A mask laid on a face: curves as dense lines of points, pixels of the photograph. */
export interface MaskShape {
  /** From the left ear over the nose to the right ear. */
  readonly top: readonly Point[];
  /** From the left ear round the chin to the right ear. As many points as `top`. */
  readonly bottom: readonly Point[];
  /** The four straps: each from a corner of the mask to the ear. */
  readonly loops: readonly (readonly Point[])[];
}

const CURVE_POINTS = 48;

/** The line between two curves of equal length: 0 is the first, 1 the second. */
export function between(a: readonly Point[], b: readonly Point[], share: number): Point[] {
  return a.map((point, i) => lerp(point, b[i] ?? point, share));
}

/** A Catmull-Rom curve through the points, sampled evenly in its parameter. */
export function smooth(points: readonly Point[]): Point[] {
  const at = (i: number) => points[Math.min(points.length - 1, Math.max(0, i))] as Point;
  return Array.from({ length: CURVE_POINTS }, (_, n) => {
    const t = (n / (CURVE_POINTS - 1)) * (points.length - 1);
    const i = Math.min(points.length - 2, Math.floor(t));
    const u = t - i;
    const along = (axis: 'x' | 'y') => {
      const [a, b, c, d] = [at(i - 1)[axis], at(i)[axis], at(i + 1)[axis], at(i + 2)[axis]];
      return b + 0.5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * b - a - 3 * c + d)));
    };
    return { x: along('x'), y: along('y') };
  });
}

/** How a mask sits: no two people wear one alike. */
export interface MaskFit {
  /** Of its upper edge: -1 the highest that is still worn so, 1 the lowest. */
  readonly height: number;
  /** -1 its left end is the higher one, 1 the right. */
  readonly tilt: number;
}

const MIDDLE_FIT: MaskFit = { height: 0, tilt: 0 };
/** The most that a fit moves the upper edge, as a part of the way from the bridge of the nose to the chin:
 * from there on a mask would be worn in another way. */
const HEIGHT_SLACK = 0.08;
/** The same downward, under the chin: there a mask may hang to the neck. */
const SAG_UNDER_CHIN = 0.22;
const TILT_SLACK = 0.06;

/**
 * Lays a mask on a face. The jaw's own points carry it, so that it turns and tilts with the head.
 */
export function maskShape(
  marks: FaceMarks,
  kind: MaskKind,
  wear: MaskWear,
  fit: MaskFit = MIDDLE_FIT,
): MaskShape {
  const { bridge, noseTip, noseBase, mouth, jaw } = marks;
  const chin = jaw[4];
  const middle = lerp(noseBase, mouth, 0.3);
  /** A jaw point moved towards the middle of the face (below 0: away from it). */
  const inward = (point: Point, share: number) => lerp(point, middle, share);
  const down = (share: number) => ({
    x: (chin.x - bridge.x) * share,
    y: (chin.y - bridge.y) * share,
  });
  const lower = (point: Point, share: number): Point => {
    const step = down(share);
    return { x: point.x + step.x, y: point.y + step.y };
  };

  // An FFP2 or a cup stands off the face and runs to a narrow end at the ear; the others are broad there.
  const standsOff = kind === 'ffp2' || kind === 'cup';
  const side = standsOff ? 0.1 : 0.04;
  const corner = (ear: Point, next: Point, share: number) => inward(lerp(ear, next, share), side);
  const upper: Record<MaskWear, Point[]> = {
    proper: [
      corner(jaw[0], jaw[1], kind === 'cloth' ? 0.15 : 0.35),
      lerp(marks.cheeks[0], marks.eyes[0], kind === 'surgical' ? 0.1 : 0.22),
      lerp(bridge, noseTip, kind === 'surgical' ? 0.28 : 0.18),
      lerp(marks.cheeks[1], marks.eyes[1], kind === 'surgical' ? 0.1 : 0.22),
      corner(jaw[8], jaw[7], kind === 'cloth' ? 0.15 : 0.35),
    ],
    'nose-out': [
      corner(jaw[0], jaw[1], 0.75),
      lerp(lerp(marks.cheeks[0], jaw[2], 0.3), noseBase, 0.25),
      lerp(noseBase, mouth, 0.25),
      lerp(lerp(marks.cheeks[1], jaw[6], 0.3), noseBase, 0.25),
      corner(jaw[8], jaw[7], 0.75),
    ],
    'under-chin': [
      corner(jaw[1], jaw[2], 0.5),
      lerp(lerp(jaw[2], jaw[3], 0.6), mouth, 0.12),
      lerp(mouth, chin, 0.62),
      lerp(lerp(jaw[6], jaw[5], 0.6), mouth, 0.12),
      corner(jaw[7], jaw[6], 0.5),
    ],
  };
  const sags = wear === 'under-chin' && fit.height > 0;
  const sunk = fit.height * (sags ? SAG_UNDER_CHIN : HEIGHT_SLACK);
  const out = kind === 'cloth' ? -0.03 : -0.06;
  // What hangs under the chin hangs lower as a whole.
  const fall = wear === 'under-chin' ? 0.2 + (sags ? sunk : 0) : wear === 'nose-out' ? 0.1 : 0.07;
  const narrow = standsOff && wear === 'proper';
  const under: Point[] = [
    inward(narrow ? lerp(jaw[1], jaw[2], 0.2) : lerp(jaw[1], jaw[2], 0.8), side),
    lower(inward(lerp(jaw[2], jaw[3], 0.6), out), fall * 0.7),
    lower(chin, fall),
    lower(inward(lerp(jaw[6], jaw[5], 0.6), out), fall * 0.7),
    inward(narrow ? lerp(jaw[7], jaw[6], 0.2) : lerp(jaw[7], jaw[6], 0.8), side),
  ];
  if (wear === 'under-chin') {
    under[0] = lower(inward(jaw[2], side), 0.06);
    under[4] = lower(inward(jaw[6], side), 0.06);
  }
  const top = smooth(
    upper[wear].map((point, i) =>
      // The ends hang at the ears, wherever the nose is.
      lower(point, sunk * (1 - Math.abs(i - 2) / 4) + fit.tilt * TILT_SLACK * (1 - i / 2)),
    ),
  );
  const bottom = smooth(under);
  const first = (curve: readonly Point[]) => curve[0] as Point;
  const last = (curve: readonly Point[]) => curve[curve.length - 1] as Point;
  // The straps end at the face's outline: behind it is hair or the ear.
  const ear = (point: Point) => inward(lower(point, -0.12), -0.03);
  const lobe = (a: Point, b: Point) => inward(lerp(a, b, 0.35), -0.03);
  return {
    top,
    bottom,
    loops: [
      [first(top), ear(jaw[0])],
      [first(bottom), lobe(jaw[0], jaw[1])],
      [last(top), ear(jaw[8])],
      [last(bottom), lobe(jaw[8], jaw[7])],
    ],
  };
}

/** The closed outline of a mask. */
export function outlineOf(shape: MaskShape): Point[] {
  return [...shape.top, ...[...shape.bottom].reverse()];
}
