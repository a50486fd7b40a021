import { fixed, label, numberText, roundTicks, segment, svgDocument } from '../support/svg-plot.ts';

/** What is measured of a kiosk that runs for long. */
export interface SoakSample {
  readonly minutes: number;
  /** Judged so far. */
  readonly frames: number;
  /** All processes of the browser, with shared pages divided between them (PSS), MiB. */
  readonly memoryMiB: number;
  /** JavaScript objects of the page, MiB. */
  readonly heapMiB: number;
  /** Tensors of the engine; null where it does not run. */
  readonly tensors: number | null;
  /** Frames judged in a second since the last sample. */
  readonly framesPerSecond: number;
  readonly people: number;
  readonly state: string;
  readonly errors: number;
  /** What happened since the sample before; empty for nothing. */
  readonly event: string;
}

const CURVES = {
  memoryMiB: 'Memory of the browser (MiB)',
  tensors: 'Tensors',
  framesPerSecond: 'Judged frames a second',
} as const;
const PANEL = { width: 360, height: 230 } as const;
/** Room around a panel's plot for the numbers and names of its axes, px. */
const MARGIN = { left: 52, right: 14, top: 34, bottom: 44 } as const;
const [LINE_COLOUR, EVENT_COLOUR] = ['#0b5fa5', '#b35c00'];

/** Memory, tensors and frame rate over the frames, side by side, as an SVG document; from zero upward. */
export function soakCurveSvg(samples: readonly SoakSample[]): string {
  const panels = (Object.keys(CURVES) as (keyof typeof CURVES)[]).map((of) => panel(of, samples));
  return svgDocument(panels, PANEL.width, PANEL.height);
}

function panel(of: keyof typeof CURVES, samples: readonly SoakSample[]): string {
  const points = samples.flatMap((sample) => {
    const value = sample[of];
    return value === null ? [] : [{ frames: sample.frames, value }];
  });
  const ticksX = roundTicks(0, Math.max(1, ...samples.map(({ frames }) => frames)), 4);
  const ticksY = roundTicks(0, Math.max(0, ...points.map(({ value }) => value)), 5);
  const [left, right] = [MARGIN.left, PANEL.width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, PANEL.height - MARGIN.bottom];
  const x = (frames: number) => left + (frames / (ticksX.at(-1) ?? 1)) * (right - left);
  const y = (value: number) => bottom - (value / (ticksY.at(-1) ?? 1)) * (bottom - top);
  const path = points.map(({ frames, value }) => `${fixed(x(frames))},${fixed(y(value))}`);
  const events = samples.filter(({ event }) => event !== '');
  return [
    label(left, 20, CURVES[of], 'start', 13),
    ...ticksY.map(
      (tick) =>
        segment(left, y(tick), right, y(tick), '#dddddd') +
        label(left - 6, y(tick) + 4, numberText(tick, ticksY), 'end'),
    ),
    ...ticksX.map((tick) => label(x(tick), bottom + 16, String(tick), 'middle')),
    ...events.map(
      ({ frames, event }) =>
        segment(x(frames), top, x(frames), bottom, EVENT_COLOUR as string) +
        label(x(frames), top - 3, event, 'middle', 9),
    ),
    segment(left, bottom, right, bottom, '#444444'),
    segment(left, top, left, bottom, '#444444'),
    label((left + right) / 2, PANEL.height - 10, 'frames judged', 'middle'),
    `<polyline points="${path.join(' ')}" fill="none" stroke="${LINE_COLOUR}" stroke-width="1.5"/>`,
  ].join('\n');
}
