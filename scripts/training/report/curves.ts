import {
  fixed,
  label,
  numberText,
  roundTicks,
  segment,
  svgDocument,
} from '../../support/svg-plot.ts';
import type { EpochRecord } from '../fit.ts';

const PANEL = { width: 420, height: 260 } as const;
/** Room around a panel's plot for the numbers and names of its axes, px. */
const MARGIN = { left: 58, right: 14, top: 34, bottom: 44 } as const;
const COLOURS = { train: '#b35c00', validation: '#0b5fa5' } as const;

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
  return svgDocument(panels, PANEL.width, PANEL.height);
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

/** Whole epochs, at most about ten. */
function epochTicks(first: number, last: number): number[] {
  const step = Math.max(1, Math.ceil((last - first) / 10));
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
}
