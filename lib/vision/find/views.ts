import { type Box, type Size, wholeOf } from '../../geometry.ts';
import { portraitRegions } from './portrait-regions.ts';

/** A rectangle of a frame in the shape of a network's input. */
export interface View {
  /** Frame pixels; may reach beyond the frame. */
  readonly region: Box;
  /** Of the input, px. */
  readonly shape: Size;
}

/**
 * Letterboxing: the smallest rectangle around a region that has the shape of an input, the region in its
 * middle, for the input that shows the region largest; the first of them where several do.
 * @param shapes of inputs, at least one
 */
export function letterbox(region: Box, shapes: readonly Size[]): View {
  const pixelsPerInput = (shape: Size) =>
    Math.max(region.width / shape.width, region.height / shape.height);
  const shape = shapes.reduce((best, next) =>
    pixelsPerInput(next) < pixelsPerInput(best) ? next : best,
  );
  const scale = pixelsPerInput(shape);
  const [width, height] = [shape.width * scale, shape.height * scale];
  return {
    region: {
      x: region.x + (region.width - width) / 2,
      y: region.y + (region.height - height) / 2,
      width,
      height,
    },
    shape,
  };
}

/** Edges of the tiles relative to the frame's own, and how much neighbours share at least. */
const TILE_EDGES = [0.56, 0.4] as const;
const TILE_OVERLAP = 0.2;
/** Longer edge by shorter: tiles of a longer, narrower frame are as large as those of a frame of this shape. */
const LONGEST_FRAME_RATIO = 3;
/** Smaller tiles are blown up until lenses and shirts look like faces, and show no real ones. */
const SHORTEST_TILE_PX = 96;

/**
 * The whole frame and, closer, overlapping tiles of its shape, in which small faces are large enough to
 * be found. Their number depends on the frame's shape alone, but for frames too small for tiles: such a one is
 * likely to be cut around a face, and is seen from further away instead.
 */
export function zoomedRegions(frame: Size): Box[] {
  const tiles = tilesOf(frame);
  return tiles.length > 0 ? [wholeOf(frame), ...tiles] : portraitRegions(frame);
}

export function isTooSmallForTiles(frame: Size): boolean {
  return tilesOf(frame).length === 0;
}

function tilesOf(frame: Size): Box[] {
  const longer = Math.max(frame.width, frame.height);
  const shorter = Math.min(frame.width, frame.height);
  // Tiles of a long, narrow frame are as wide as it is and less long.
  const squat = Math.max(shorter, longer / LONGEST_FRAME_RATIO);
  return TILE_EDGES.flatMap((part) => {
    const along = part * Math.min(longer, shorter * LONGEST_FRAME_RATIO);
    const across = Math.min(shorter, part * squat);
    if (along < SHORTEST_TILE_PX) return [];
    const [width, height] = frame.width >= frame.height ? [along, across] : [across, along];
    return starts(frame.height, height).flatMap((y) =>
      starts(frame.width, width).map((x) => ({ x, y, width, height })),
    );
  });
}

/** Where tiles begin along an edge: evenly, from one end to the other, overlapping enough. */
function starts(length: number, side: number): number[] {
  const room = length - side;
  if (room <= 0) return [0];
  const count = Math.ceil(room / (side * (1 - TILE_OVERLAP)) - 1e-9) + 1;
  return Array.from({ length: count }, (_, i) => (room * i) / (count - 1));
}
