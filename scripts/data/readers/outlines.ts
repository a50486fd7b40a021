import type { Box, Size } from '../../../lib/geometry.ts';

/** Boxes around what tools draw in place of boxes. All in the units of what they are given. */

/** A box in parts of the picture, in pixels. */
export function inPixels({ x, y, width, height }: Box, picture: Size): Box {
  return {
    x: x * picture.width,
    y: y * picture.height,
    width: width * picture.width,
    height: height * picture.height,
  };
}

/** Beyond the edge, from rounding. */
const LARGEST_PART = 1.01;

/** Whether boxes are in parts of the picture, not in pixels: a face of one pixel is none. */
export function areParts(boxes: readonly Box[]): boolean {
  const edges = boxes.flatMap(({ x, y, width, height }) => [x, y, x + width, y + height]);
  return edges.some((edge) => edge > 0 && edge < 1) && edges.every((edge) => edge <= LARGEST_PART);
}

/** @param corners x and y in turn; null for none */
export function boxAround(corners: readonly number[]): Box | null {
  const [xs, ys] = [0, 1].map((odd) => corners.filter((_, i) => i % 2 === odd)) as [
    number[],
    number[],
  ];
  if (ys.length === 0) return null;
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** The box around a box that is turned about its left top corner, degrees clockwise. */
export function aroundTurned({ x, y, width, height }: Box, degrees: number): Box {
  const turn = (degrees * Math.PI) / 180;
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ].flatMap(([dx, dy]) => [
    x + (dx as number) * Math.cos(turn) - (dy as number) * Math.sin(turn),
    y + (dx as number) * Math.sin(turn) + (dy as number) * Math.cos(turn),
  ]);
  return boxAround(corners) as Box;
}

/**
 * The box around a mask in COCO's run lengths: runs of 0 and 1 in turn, column by column.
 * @param height of the picture, px
 */
export function aroundRuns(counts: string | readonly number[], height: number): Box | null {
  const runs = typeof counts === 'string' ? decodeRuns(counts) : counts;
  const corners: number[] = [];
  let at = 0;
  runs.forEach((run, i) => {
    if (i % 2 === 1 && run > 0) {
      const last = at + run - 1;
      const [from, to] = [Math.floor(at / height), Math.floor(last / height)];
      const oneColumn = from === to;
      corners.push(from, oneColumn ? at % height : 0);
      corners.push(to + 1, oneColumn ? (last % height) + 1 : height);
    }
    at += run;
  });
  return boxAround(corners);
}

/** The compressed form: five bits a sign from `0` on, each run from the third on as a difference. */
function decodeRuns(text: string): number[] {
  const runs: number[] = [];
  for (let at = 0; at < text.length; ) {
    let [value, shift, code] = [0, 0, 0];
    do {
      code = text.charCodeAt(at) - 48;
      value |= (code & 0x1f) << shift;
      shift += 5;
      at += 1;
    } while (code & 0x20 && at < text.length);
    if (code & 0x10) value |= -1 << shift;
    runs.push(runs.length > 2 ? value + (runs[runs.length - 2] as number) : value);
  }
  return runs;
}
