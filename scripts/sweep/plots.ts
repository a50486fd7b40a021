import { escapeXml } from '../support/contact-sheet.ts';
import { fixed, label, numberText, roundTicks, segment, svgDocument } from '../support/svg-plot.ts';
import type { FactorSummary, Spread, VariantSummary } from './summary.ts';

const SIZE = { width: 720, height: 320 } as const;
/** Margins for axes and labels, px. */
const MARGIN = { left: 58, right: 20, top: 44, bottom: 90 } as const;
const SERIES = [
  { name: 'train', colour: '#b35c00', of: ({ train }: VariantSummary) => train },
  { name: 'validation', colour: '#5b7f2b', of: ({ validation }: VariantSummary) => validation },
  { name: 'test', colour: '#0b5fa5', of: ({ test }: VariantSummary) => test },
] as const;
/** Width of the ends of an error bar, and distance between the series of a variant, px. */
const CAP = 4;
const SHIFT = 7;
/** Height of a line of a label, and its usual width, px. */
const LINE = 13;
const WIDE = 70;

/**
 * Accuracy of each variant of a factor on the training, validation and test part, as an SVG
 * document. Bars show the mean and one standard deviation over seeds.
 */
export function factorSvg({ name, variants }: FactorSummary): string {
  const done = variants.filter(({ trials }) => trials > 0);
  const plot = {
    left: MARGIN.left,
    right: SIZE.width - MARGIN.right,
    top: MARGIN.top,
    bottom: SIZE.height - MARGIN.bottom,
  };
  const ends = done.flatMap((variant) =>
    SERIES.flatMap(({ of }) => [upper(of(variant)), lower(of(variant))]),
  );
  const ticks = roundTicks(Math.min(...ends, 100), Math.max(...ends, 0), 5);
  const [low, high] = [ticks[0] as number, ticks[ticks.length - 1] as number];
  const step = (plot.right - plot.left) / Math.max(1, done.length);
  const x = (i: number) => plot.left + step * (i + 0.5);
  const y = (percent: number) =>
    plot.bottom - ((percent - low) / (high - low)) * (plot.bottom - plot.top);

  const rows = ticks.map(
    (tick) =>
      segment(plot.left, y(tick), plot.right, y(tick), '#dddddd') +
      label(plot.left - 6, y(tick) + 4, numberText(tick, ticks), 'end'),
  );
  const body = [
    label(plot.left, 20, `${escapeXml(name)}: accuracy (%)`, 'start', 13),
    ...rows,
    ...done.map((variant, i) => variantLabel(variant.label, x(i), plot.bottom + 16, step)),
    segment(plot.left, plot.bottom, plot.right, plot.bottom, '#444444'),
    segment(plot.left, plot.top, plot.left, plot.bottom, '#444444'),
    ...SERIES.map(({ of, colour }, series) =>
      points(done.map(of), (i) => x(i) + (series - 1) * SHIFT, y, colour),
    ),
    ...SERIES.map(({ name: text, colour }, i) => {
      const left = plot.right - 240 + i * 80;
      const line = `<line x1="${left}" y1="16" x2="${left + 16}" y2="16" stroke="${colour}" stroke-width="2"/>`;
      return line + label(left + 20, 20, text, 'start');
    }),
  ];
  return svgDocument([body.join('\n')], SIZE.width, SIZE.height);
}

const upper = ({ mean, deviation }: Spread) => 100 * (mean + deviation);
const lower = ({ mean, deviation }: Spread) => 100 * (mean - deviation);

function points(
  spreads: readonly Spread[],
  x: (i: number) => number,
  y: (percent: number) => number,
  colour: string,
): string {
  return spreads
    .map((spread, i) => {
      const [top, bottom] = [y(upper(spread)), y(lower(spread))];
      return [
        segment(x(i), top, x(i), bottom, colour),
        segment(x(i) - CAP, top, x(i) + CAP, top, colour),
        segment(x(i) - CAP, bottom, x(i) + CAP, bottom, colour),
        `<circle cx="${fixed(x(i))}" cy="${fixed(y(100 * spread.mean))}" r="3" fill="${colour}"/>`,
      ].join('');
    })
    .join('\n');
}

/** One line for each setting. */
function variantLabel(text: string, x: number, y: number, room: number): string {
  return text
    .split(', ')
    .map((line, i) => label(x, y + i * LINE, escapeXml(line), 'middle', room < WIDE ? 9 : 11))
    .join('');
}
