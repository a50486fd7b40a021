import { nice, ticks } from 'd3-array';

/** Parts of SVG plots. */

const FONT = 'DejaVu Sans, Arial, sans-serif';

/** Plots side by side in one document, each `width` x `height` px. */
export function svgDocument(panels: readonly string[], width: number, height: number): string {
  const full = width * panels.length;
  const groups = panels.map((body, i) => `<g transform="translate(${i * width} 0)">${body}</g>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${full}" height="${height}" ` +
      `viewBox="0 0 ${full} ${height}" font-family="${FONT}" font-size="11">`,
    `<rect width="${full}" height="${height}" fill="#ffffff"/>`,
    ...groups,
    '</svg>',
    '',
  ].join('\n');
}

/**
 * About `count` round numbers. The first and last enclose the range and are the lower and upper
 * edge of the plot. An empty range is widened.
 */
export function roundTicks(low: number, high: number, count: number): number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const top = high > low ? high : low + (Math.abs(low) || 1);
  return ticks(...nice(low, top, count), count);
}

/** With as many decimals as neighbouring ticks need. */
export function numberText(value: number, all: readonly number[]): string {
  const step = (all[1] ?? 1) - (all[0] ?? 0);
  return value.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}

export function segment(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return (
    `<line x1="${fixed(x1)}" y1="${fixed(y1)}" x2="${fixed(x2)}" y2="${fixed(y2)}" ` +
    `stroke="${colour}" stroke-width="1"/>`
  );
}

export function label(
  x: number,
  y: number,
  text: string,
  anchor: 'start' | 'middle' | 'end',
  size = 11,
): string {
  return (
    `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}" font-size="${size}" ` +
    `fill="#222222">${text}</text>`
  );
}

export function fixed(value: number): string {
  return value.toFixed(1);
}
