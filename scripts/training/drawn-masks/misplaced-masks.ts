import type { Point } from '../../../lib/geometry.ts';
import type { FaceMarks } from './face-marks.ts';
import { type MaskFit, type MaskShape, smooth } from './mask-shapes.ts';

/**
 * Where a mask is that covers not both nose and mouth and is not under the chin: on the forehead or hanging from one
 * ear, so that the face is bare, or `raised`, on the nose or the eyes with the mouth free.
 */
const MASK_PLACES = ['forehead', 'one-ear', 'raised'] as const;
export type MaskPlace = (typeof MASK_PLACES)[number];

export function isMaskPlace(wear: string): wear is MaskPlace {
  return MASK_PLACES.some((place) => place === wear);
}

/** Heights above the eyes of a mask pushed up, as parts of the way from the bridge of the nose to the chin. */
const FOREHEAD = { top: 0.75, bottom: 0.28 };
/** The same, of a raised mask: the lowest, on the nose alone, and the highest, over the eyes. Below 0: under them. */
const RAISED = { top: [0.04, 0.42], bottom: [-0.47, -0.14] } as const;
/** A mask that hangs from one ear: half of it is seen, parts of the face's width and of the same way. */
const HANGING = { outward: 0.12, inward: 0.16, begins: 0.2, length: 0.75 };

/**
 * Lays a mask there.
 * @param fit its height moves a mask on the forehead and a raised one; its tilt chooses the ear
 */
export function misplacedMask(
  marks: FaceMarks,
  place: MaskPlace,
  fit: MaskFit = { height: 0, tilt: 0 },
): MaskShape {
  if (place === 'one-ear') return fromOneEar(marks, fit);
  return place === 'forehead' ? onForehead(marks, fit) : raised(marks, fit);
}

function onForehead(marks: FaceMarks, fit: MaskFit): MaskShape {
  const sunk = 0.08 * fit.height;
  return {
    top: acrossFace(marks, FOREHEAD.top - sunk),
    bottom: acrossFace(marks, FOREHEAD.bottom - sunk),
    loops: [],
  };
}

function raised(marks: FaceMarks, fit: MaskFit): MaskShape {
  const height = ([lowest, highest]: readonly [number, number]) =>
    lowest + ((highest - lowest) * (1 - fit.height)) / 2;
  const top = acrossFace(marks, height(RAISED.top));
  const { jaw } = marks;
  return {
    top,
    bottom: acrossFace(marks, height(RAISED.bottom)),
    loops: [
      [top[0] as Point, jaw[0]],
      [top[top.length - 1] as Point, jaw[8]],
    ],
  };
}

/** An edge of a mask from ear to ear, at a height above the eyes. */
function acrossFace({ eyes, bridge, jaw }: FaceMarks, height: number): Point[] {
  const raise = raiser(bridge, jaw[4]);
  const end = 0.55 * height;
  return smooth([
    raise(jaw[0], end),
    raise(eyes[0], height),
    raise(bridge, height + 0.08),
    raise(eyes[1], height),
    raise(jaw[8], end),
  ]);
}

function fromOneEar({ bridge, jaw, box }: FaceMarks, fit: MaskFit): MaskShape {
  const raise = raiser(bridge, jaw[4]);
  const [ear, towards] = fit.tilt < 0 ? [jaw[0], 1] : [jaw[8], -1];
  const edge = (share: number) => {
    const from = raise(ear, -share);
    return smooth(
      [0, 1, 2, 3, 4].map((i) => {
        const across = -HANGING.outward + (i / 4) * (HANGING.outward + HANGING.inward);
        return { x: from.x + towards * across * box.width, y: from.y };
      }),
    );
  };
  const top = edge(HANGING.begins);
  return {
    top,
    bottom: edge(HANGING.begins + HANGING.length),
    loops: [[top[top.length >> 1] as Point, ear]],
  };
}

/** Moves a point up the face by a part of the way from the bridge of the nose to the chin. */
function raiser(bridge: Point, chin: Point) {
  const step = { x: chin.x - bridge.x, y: chin.y - bridge.y };
  return (point: Point, share: number): Point => ({
    x: point.x - step.x * share,
    y: point.y - step.y * share,
  });
}
