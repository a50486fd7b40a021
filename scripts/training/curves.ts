import type { EpochRecord } from './fit.ts';

const PANEL = { width: 420, height: 260 } as const;
/** Room around a panel's plot for the numbers and names of its axes, px. */
const MARGIN = { left: 58, right: 14, top: 34, bottom: 44 } as const;
const COLOURS = { train: '#b35c00', validation: '#0b5fa5' } as const;
const FONT = 'DejaVu Sans, Arial, sans-serif';

interface Line {
  readonly name: keyof typeof COLOURS;
  readonly values: readonly number[];
}

/**
 * Loss and accuracy of training and validation over the epochs, side by side, as an SVG document.
 * Training is measured with dropout and augmentation and with the weights in motion, so it may lie
 * below validation.
 */
export function curvesSvg(history: readonly EpochRecord[]): string {
  const epochs = history.map(({ epoch }) => epoch);
  const panels = [
    panel('Loss (nats)', epochs, [
      { name: 'train', values: history.map((r) => r.trainLoss) },
      { name: 'validation', values: history.map((r) => r.validationLoss) },
    ]),
    panel('Accuracy (%)', epochs, [
      { name: 'train', values: history.map((r) => 100 * r.trainAccuracy) },
      { name: 'validation', values: history.map((r) => 100 * r.validationAccuracy) },
    ]),
  ];
  const width = PANEL.width * panels.length;
  const groups = panels.map(
    (body, i) => `<g transform="translate(${i * PANEL.width} 0)">${body}</g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${PANEL.height}" ` +
      `viewBox="0 0 ${width} ${PANEL.height}" font-family="${FONT}" font-size="11">`,
    `<rect width="${width}" height="${PANEL.height}" fill="#ffffff"/>`,
    ...groups,
    '</svg>',
    '',
  ].join('\n');
}

function panel(title: string, epochs: readonly number[], lines: readonly Line[]): string {
  const values = lines.flatMap((line) => line.values).filter(Number.isFinite);
  const ticksY = roundTicks(Math.min(...values, Infinity), Math.max(...values, -Infinity), 5);
  const [low, high] = [ticksY[0] as number, ticksY[ticksY.length - 1] as number];
  const first = epochs[0] ?? 0;
  const last = Math.max(first + 1, epochs[epochs.length - 1] ?? 1);
  const plot = {
    left: MARGIN.left,
    right: PANEL.width - MARGIN.right,
    top: MARGIN.top,
    bottom: PANEL.height - MARGIN.bottom,
  };
  const x = (epoch: number) =>
    plot.left + ((epoch - first) / (last - first)) * (plot.right - plot.left);
  const y = (value: number) =>
    plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top);

  const rows = ticksY.map(
    (tick) =>
      segment(plot.left, y(tick), plot.right, y(tick), '#dddddd') +
      label(plot.left - 6, y(tick) + 4, numberText(tick, ticksY), 'end'),
  );
  const columns = epochTicks(first, last).map(
    (tick) =>
      segment(x(tick), plot.bottom, x(tick), plot.bottom + 4, '#444444') +
      label(x(tick), plot.bottom + 16, String(tick), 'middle'),
  );
  return [
    label(plot.left, 20, title, 'start', 13),
    ...rows,
    ...columns,
    segment(plot.left, plot.bottom, plot.right, plot.bottom, '#444444'),
    segment(plot.left, plot.top, plot.left, plot.bottom, '#444444'),
    label((plot.left + plot.right) / 2, PANEL.height - 10, 'epoch', 'middle'),
    ...lines.map((line) => curve(line, epochs, x, y)),
    ...legend(lines, plot.right),
  ].join('\n');
}

/** A line with a dot at each epoch: one epoch alone is to be seen too. */
function curve(
  { name, values }: Line,
  epochs: readonly number[],
  x: (epoch: number) => number,
  y: (value: number) => number,
): string {
  const points = values.flatMap((value, i) =>
    Number.isFinite(value) ? [[fixed(x(epochs[i] as number)), fixed(y(value))] as const] : [],
  );
  const path = points.map(([px, py]) => `${px},${py}`).join(' ');
  const dots = points.map(
    ([px, py]) => `<circle cx="${px}" cy="${py}" r="2.2" fill="${COLOURS[name]}"/>`,
  );
  return (
    `<polyline points="${path}" fill="none" stroke="${COLOURS[name]}" stroke-width="1.6"/>` +
    dots.join('')
  );
}

function legend(lines: readonly Line[], right: number): string[] {
  return lines.map(({ name }, i) => {
    const left = right - 170 + i * 80;
    return (
      `<line x1="${left}" y1="16" x2="${left + 16}" y2="16" stroke="${COLOURS[name]}" stroke-width="2"/>` +
      label(left + 20, 20, name, 'start')
    );
  });
}

/**
 * About `count` round numbers whose first and last hold the whole range: the plot's lower and upper
 * edge. A range without extent gets some.
 */
export function roundTicks(low: number, high: number, count: number): number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const extent = high > low ? high - low : Math.abs(high) || 1;
  const raw = extent / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((n) => n * power >= raw) ?? 10) * power;
  const from = Math.floor(low / step);
  const to = Math.max(from + 1, Math.ceil(high / step));
  return Array.from({ length: to - from + 1 }, (_, i) => (from + i) * step);
}

/** Whole epochs, at most about ten. */
function epochTicks(first: number, last: number): number[] {
  const step = Math.max(1, Math.ceil((last - first) / 10));
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
}

/** As many decimals as tell neighbouring ticks apart. */
function numberText(value: number, ticks: readonly number[]): string {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  return value.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}

function segment(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return (
    `<line x1="${fixed(x1)}" y1="${fixed(y1)}" x2="${fixed(x2)}" y2="${fixed(y2)}" ` +
    `stroke="${colour}" stroke-width="1"/>`
  );
}

function label(
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

function fixed(value: number): string {
  return value.toFixed(1);
}
