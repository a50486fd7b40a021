import { z } from 'zod';
import type { Box } from '../../../lib/geometry.ts';
import { boxAround } from './outlines.ts';

/** The shapes that the VGG Image Annotator draws, px. */
const shape = z.union([
  z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  z
    .object({ all_points_x: z.array(z.number()), all_points_y: z.array(z.number()) })
    .transform(({ all_points_x: xs, all_points_y: ys }) =>
      boxAround(xs.flatMap((x, i) => [x, ys[i] as number])),
    ),
  z
    .object({ cx: z.number(), cy: z.number(), r: z.number() })
    .transform(({ cx, cy, r }) => ({ x: cx - r, y: cy - r, width: 2 * r, height: 2 * r })),
]);

/** The box around a region in a cell of JSON; no numbers where there is none. */
export function boxOfShape(json: string): Box {
  const nothing = { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };
  return shape.safeParse(parsed(json)).data ?? nothing;
}

/** The first of a region's attributes; a choice of several is an object of `true`. */
export function firstText(json: string): string {
  const attributes = z.record(z.string(), z.unknown()).safeParse(parsed(json)).data ?? {};
  const [value] = Object.values(attributes);
  if (typeof value !== 'object' || value === null) return String(value ?? '').trim();
  return Object.entries(value).find(([, chosen]) => chosen)?.[0] ?? '';
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
