import { type Box, intersect, type Size } from '@/lib/geometry';

/** Where the words of a box may stand without covering those of another. */

export interface TagRequest {
  /** The face, in the units of the area. */
  readonly box: Box;
  /** Widths of the tag's versions, the fullest first; at least one. */
  readonly widths: readonly number[];
}

export interface PlacedTag {
  readonly place: Box;
  /** Index into `widths`. */
  readonly version: number;
}

/** Between a box and its tag, and around the area. */
const GAP = 5;
const MARGIN = 2;

/**
 * A place for every tag, in the order given: above its box, below it or inside it, the fullest
 * version that fits; larger faces choose first. Where all is full, tags overlap.
 */
export function layOutTags(
  requests: readonly TagRequest[],
  height: number,
  area: Size,
): PlacedTag[] {
  const placed = new Map<number, PlacedTag>();
  const bySize = requests.map((_, i) => i).sort((a, b) => edge(requests, b) - edge(requests, a));
  for (const index of bySize) {
    const options = optionsFor(requests[index] as TagRequest, height, area);
    const free = options.find(({ place }) =>
      [...placed.values()].every((other) => intersect(place, other.place) === null),
    );
    placed.set(index, free ?? (options[0] as PlacedTag));
  }
  return requests.map((_, i) => placed.get(i) as PlacedTag);
}

function edge(requests: readonly TagRequest[], index: number): number {
  return requests[index]?.box.width ?? 0;
}

/** The best first. */
function optionsFor({ box, widths }: TagRequest, height: number, area: Size): PlacedTag[] {
  const above = box.y - GAP - height;
  const below = box.y + box.height + GAP;
  const inside = Math.max(MARGIN, box.y + GAP);
  const tops = [above, below].filter((y) => y >= MARGIN && y + height <= area.height - MARGIN);
  return widths.flatMap((width, version) => {
    const x = Math.max(MARGIN, Math.min(box.x, area.width - width - MARGIN));
    return [...tops, inside].map((y) => ({ place: { x, y, width, height }, version }));
  });
}
