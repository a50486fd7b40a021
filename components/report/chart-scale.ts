import { nice, ticks as ticksBetween } from 'd3-array';

/** A chart with few people is not stretched to its full height. */
const LEAST_TOP = 5;
const TICKS = 4;
/** Width of a label below a column, px. */
const LABEL_PX = 46;

/** The lines of a chart for `most` people: whole numbers from 0 to the top. */
export function countTicks(most: number): { readonly ticks: number[]; readonly top: number } {
  const [, top] = nice(0, Math.max(LEAST_TOP, most), TICKS);
  return { ticks: ticksBetween(0, top, TICKS).filter(Number.isInteger), top };
}

/** Labels fit below every n-th column. @param columnPx width of a column, px */
export function labelStep(columnPx: number): number {
  return columnPx > 0 ? Math.ceil(LABEL_PX / columnPx) : 1;
}
