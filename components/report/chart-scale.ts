import { nice, ticks as ticksBetween } from 'd3-array';

/** A chart of few people is not blown up to its whole height. */
const LEAST_TOP = 5;
const TICKS = 4;
/** Room that a label below a column takes, px. */
const LABEL_PX = 46;

/** The lines of a chart that holds `most` people: whole numbers from 0 to its top. */
export function countTicks(most: number): { readonly ticks: number[]; readonly top: number } {
  const [, top] = nice(0, Math.max(LEAST_TOP, most), TICKS);
  return { ticks: ticksBetween(0, top, TICKS).filter(Number.isInteger), top };
}

/** Every how many columns there is room for a label. @param columnPx width of a column, px */
export function labelStep(columnPx: number): number {
  return columnPx > 0 ? Math.ceil(LABEL_PX / columnPx) : 1;
}
