import type { Point } from '../../../lib/geometry.ts';
import type { FaceMarks } from './face-marks.ts';
import { type MaskFit, type MaskShape, smooth } from './mask-shapes.ts';

/** Where a mask hangs that is worn by nobody's nose or mouth: such a face is bare. */
export type MaskPlace = 'forehead' | 'one-ear';

/** Heights above the eyes of a mask pushed up, as parts of the way from the bridge of the nose to the chin. */
const FOREHEAD = { top: 0.75, bottom: 0.28 };
/** A mask that hangs from one ear: half of it is seen, parts of the face's width and of the same way. */
const HANGING = { outward: 0.12, inward: 0.16, begins: 0.2, length: 0.75 };

/**
 * Lays a mask where it covers neither nose nor mouth and is not under the chin either.
 * @param fit its height moves a mask on the forehead; its tilt chooses the ear
 */
export function misplacedMask(
  marks: FaceMarks,
  place: MaskPlace,
  fit: MaskFit = { height: 0, tilt: 0 },
): MaskShape {
  return place === 'forehead' ? onForehead(marks, fit) : fromOneEar(marks, fit);
}

function onForehead({ eyes, bridge, jaw }: FaceMarks, fit: MaskFit): MaskShape {
  const raise = raiser(bridge, jaw[4]);
  const line = (share: number) => {
    const height = share - 0.08 * fit.height;
    const end = 0.55 * height;
    return smooth([
      raise(jaw[0], end),
      raise(eyes[0], height),
      raise(bridge, height + 0.08),
      raise(eyes[1], height),
      raise(jaw[8], end),
    ]);
  };
  const [top, bottom] = [line(FOREHEAD.top), line(FOREHEAD.bottom)];
  return { top, bottom, loops: [] };
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
