import { FACE_LABELS } from '../../lib/vision/labels.ts';
import type { Share } from '../training/report/metrics.ts';
import type { EvaluationFigures, KindRow, SizeFigures, SizeRow } from './figures.ts';
import type { Rate } from './grouped-share.ts';
import { LARGE_FACE_RATIO } from './match-faces.ts';
import type { TiltRow } from './tilt.ts';

/** A share as text: percent, interval, sample size. */
export function formatShare({ share: p, n, interval: { low, high } }: Share): string {
  if (n === 0) return 'none';
  return `${(100 * p).toFixed(1)}% (${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)}, n=${n})`;
}

/** A count for each picture as text. */
export function formatRate({ mean, interval: { low, high } }: Rate): string {
  return `${mean.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

/** `4% to 8%` */
function sizeName({ from, to }: Pick<SizeRow, 'from' | 'to'>): string {
  return `${100 * from}%${to === null ? ' and more' : ` to ${100 * to}%`}`;
}

/** The tables of found and right faces by kind, with their headings. */
export function kindTables(
  figures: EvaluationFigures,
): { heading: string; rows: readonly KindRow[] }[] {
  const bySize = figures.bySize.map((row) => ({ ...row, kind: sizeName(row) }));
  const large = `, of those from ${100 * LARGE_FACE_RATIO}%`;
  return [
    { heading: "By size, parts of the picture's longer edge", rows: bySize },
    { heading: `By data set${large}`, rows: figures.byDataset },
    { heading: `By angle${large}`, rows: figures.byAngle },
    { heading: `By light${large}`, rows: figures.byLight },
  ];
}

/** All figures as lines for a terminal. */
export function formatFigures(figures: EvaluationFigures): string {
  return [
    `${figures.pictures} pictures, ${figures.unreadable} unreadable. In brackets: 95% interval by ` +
      'photographs and persons, number of faces',
    ...sizeLines(`Faces from ${100 * LARGE_FACE_RATIO}% of the longer edge`, figures.large),
    ...sizeLines('Faces of all sizes', figures.all),
    'Found and right',
    ...kindTables(figures).flatMap(({ heading, rows }) => [
      `  ${heading}`,
      ...rows.map(
        ({ kind, foundAndRight }) =>
          `    ${kind.padEnd(14)} ${FACE_LABELS.map((label) => `${label} ${formatShare(foundAndRight[label])}`).join(', ')}`,
      ),
    ]),
    `Expected calibration error of all boxes: ${figures.calibrationError.toFixed(3)}`,
    ...(figures.tilt ? ['Turned portraits', ...figures.tilt.map(tiltLine)] : []),
  ].join('\n');
}

function sizeLines(title: string, part: SizeFigures): string[] {
  return [
    `${title}: false boxes a picture ${formatRate(part.falsePerPicture)}, on left-out faces ` +
      `${formatRate(part.leftOutPerPicture)}, unsure ${formatShare(part.unsure)}`,
    ...FACE_LABELS.map((label) => {
      const c = part.byClass[label];
      const passed = `, passed as a mask of those found ${formatShare(c.calledMasked)}`;
      return (
        `  ${label.padEnd(14)} found ${formatShare(c.found)}, found and named so ` +
        `${formatShare(c.foundAndRight)}${label === 'with_mask' ? '' : passed}`
      );
    }),
  ];
}

function tiltLine({ label, degrees, portraits, ...counts }: TiltRow): string {
  const { right, unsure, wrong, notFound, sureMask } = counts;
  const mask = label === 'without_mask' ? `; surely a mask ${sureMask}` : '';
  return (
    `  ${label.padEnd(12)} by ${String(degrees).padStart(3)} degrees, of ${portraits}: right ${right}, ` +
    `unsure ${unsure}, wrong ${wrong}, not found ${notFound}${mask}`
  );
}
