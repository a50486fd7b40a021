import type { AboutMessages } from '../i18n/about/messages.ts';
import type { Messages } from '../i18n/messages.ts';
import { FACE_LABELS } from '../vision/labels.ts';
import type { EvaluationFacts, ModelCardFacts, RateFact } from './facts.ts';
import { formatRateFact, formatShareFact } from './format-facts.ts';

export interface CardTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function faceTable(
  caption: string,
  { figures }: EvaluationFacts,
  { figures: words }: AboutMessages,
  verdicts: Messages['verdicts'],
): CardTable {
  const rows = (['large', 'all'] as const).flatMap((size) => [
    ...FACE_LABELS.map((label) => {
      const face = figures[size].byClass[label];
      return [
        `${verdicts[label]}, ${words.sizes[size]}`,
        formatShareFact(face.found),
        formatShareFact(face.foundAndRight),
        label === 'with_mask' ? '–' : formatShareFact(face.calledMasked),
      ];
    }),
    [
      words.others(words.sizes[size]),
      words.unsure(formatShareFact(figures[size].unsure)),
      boxesText(words.falseBoxes, figures[size].falsePerPicture),
      boxesText(words.leftOut, figures[size].leftOutPerPicture),
    ],
  ]);
  return { caption, head: words.columns, rows };
}

export function sizeTable(
  { figures }: EvaluationFacts,
  { figures: words }: AboutMessages,
  verdicts: Messages['verdicts'],
): CardTable {
  const percent = (value: number) => `${Math.round(100 * value)}%`;
  return {
    caption: words.bySize,
    head: [words.height, ...FACE_LABELS.map((label) => verdicts[label])],
    rows: figures.bySize.map(({ from, to, foundAndRight }) => [
      to === null ? `≥ ${percent(from)}` : `${percent(from)} – ${percent(to)}`,
      ...FACE_LABELS.map((label) => formatShareFact(foundAndRight[label])),
    ]),
  };
}

function boxesText(words: (perPicture: string) => string, rate: RateFact | undefined): string {
  return rate ? words(formatRateFact(rate)) : '–';
}

/** By data set, angle and light. Empty where these were not measured. */
export function kindTables(
  { figures }: EvaluationFacts,
  { figures: words }: AboutMessages,
  verdicts: Messages['verdicts'],
): CardTable[] {
  const rows = [
    ...figures.byDataset,
    ...figures.byAngle.map((row) => ({ ...row, kind: words.angles[row.kind] })),
    ...figures.byLight.map((row) => ({ ...row, kind: words.lights[row.kind] })),
  ];
  if (rows.length === 0) return [];
  return [
    {
      caption: words.byKind,
      head: [words.kind, ...FACE_LABELS.map((label) => verdicts[label])],
      rows: rows.map(({ kind, foundAndRight }) => [
        kind,
        ...FACE_LABELS.map((label) => formatShareFact(foundAndRight[label])),
      ]),
    },
  ];
}

/** Empty where no portraits were rotated. */
export function tiltTables(
  { figures }: EvaluationFacts,
  { figures: words }: AboutMessages,
  verdicts: Messages['verdicts'],
): CardTable[] {
  if (!figures.tilt) return [];
  const rows = figures.tilt.map(({ label, degrees, ...counts }) => {
    const { portraits, right, unsure, wrong, notFound, sureMask } = counts;
    return [
      `${verdicts[label]}, ${degrees}°`,
      `${right} / ${portraits}`,
      ...[unsure, notFound, wrong].map(String),
      label === 'without_mask' ? String(sureMask) : '–',
    ];
  });
  return [{ caption: words.tilt, head: words.tiltColumns, rows }];
}

/** The calibration error of the displayed confidence; empty where it was not measured. */
export function calibrationText(
  { live, stills }: ModelCardFacts,
  { figures: words }: AboutMessages,
): string[] {
  const [a, b] = [live.figures.calibrationError, stills.figures.calibrationError];
  if (a === undefined || b === undefined) return [];
  return [words.calibration(a.toFixed(3), b.toFixed(3))];
}

export function classifierTable(
  { classifier }: ModelCardFacts,
  { figures: words }: AboutMessages,
): CardTable {
  const byDataset = Object.entries(classifier.metrics.test.byDataset);
  const tellsWays = byDataset.some(([, { ways }]) => ways && ways.n > 0);
  const rows = byDataset.map(([name, figures]) => [
    name,
    formatShareFact(figures.twoClass),
    formatShareFact(figures.threeClass),
    formatShareFact(figures.incorrectRecall),
    ...(tellsWays ? [figures.ways ? formatShareFact(figures.ways) : '–'] : []),
  ]);
  const head = [...words.classifierColumns, ...(tellsWays ? [words.wayColumn] : [])];
  return { caption: words.classifier, head, rows };
}
