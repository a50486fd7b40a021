import { type Box, boxArea, intersect } from '@/lib/geometry';

/** Positions for the tags of boxes, so that no tag covers another tag or face. */

interface TagRequest {
  /** The face, in units of the area. */
  readonly box: Box<'view'>;
  /** Widths of the versions of the tag, longest first, at least one. */
  readonly widths: readonly number[];
}

export interface PlacedTag {
  readonly place: Box<'view'>;
  /** Index into `widths`. */
  readonly version: number;
}

/** Distance between a box and its tag. */
const GAP = 5;
/** Margin at the edges of the area. */
const MARGIN = 2;
/** Share of its own face that a tag may cover. */
const OWN_SHARE = 0.25;

/**
 * A position for every tag inside the area, in the given order: above its box, below it or at its
 * upper edge, in the longest version that covers nothing. Larger faces choose first. Where space is
 * short, the position that covers least is used.
 */
export function layOutTags(
  requests: readonly TagRequest[],
  height: number,
  area: Box<'view'>,
): PlacedTag[] {
  const placed = new Map<number, PlacedTag>();
  const largestFirst = requests
    .map((request, index) => ({ ...request, index }))
    .sort((a, b) => boxArea(b.box) - boxArea(a.box));
  for (const { box, widths, index } of largestFirst) {
    const others = requests.filter((_, i) => i !== index).map((other) => other.box);
    const obstacles = [...others, ...[...placed.values()].map(({ place }) => place)];
    const cost = (place: Box<'view'>) => coveredBy(place, obstacles) + coveredTooMuch(place, box);
    placed.set(index, cheapest(placesFor(box, widths, height, area), cost));
  }
  return requests.map((_, i) => placed.get(i) as PlacedTag);
}

/** Best first. */
function placesFor(
  box: Box<'view'>,
  widths: readonly number[],
  height: number,
  area: Box<'view'>,
): PlacedTag[] {
  const above = box.y - GAP - height;
  const below = box.y + box.height + GAP;
  const [top, bottom] = [area.y + MARGIN, area.y + area.height - MARGIN];
  const inside = Math.max(top, box.y + GAP);
  const tops = [above, below].filter((y) => y >= top && y + height <= bottom);
  return widths.flatMap((width, version) => {
    const rightmost = area.x + area.width - width - MARGIN;
    const x = Math.max(area.x + MARGIN, Math.min(box.x, rightmost));
    return [...tops, inside].map((y) => ({ place: { x, y, width, height }, version }));
  });
}

function cheapest(options: readonly PlacedTag[], cost: (place: Box<'view'>) => number): PlacedTag {
  return options.reduce((best, option) => (cost(option.place) < cost(best.place) ? option : best));
}

function coveredBy(place: Box<'view'>, obstacles: readonly Box<'view'>[]): number {
  return obstacles.reduce((sum, obstacle) => sum + commonArea(place, obstacle), 0);
}

/** A tag may cover a part of its own large face, but must not hide a small one. */
function coveredTooMuch(place: Box<'view'>, own: Box<'view'>): number {
  return Math.max(0, commonArea(place, own) - boxArea(own) * OWN_SHARE);
}

function commonArea(a: Box<'view'>, b: Box<'view'>): number {
  const common = intersect(a, b);
  return common ? boxArea(common) : 0;
}
