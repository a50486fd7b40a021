import type { ClassLabel } from '../../../lib/vision/labels.ts';
import type { Crop } from '../../data/crops/crops.ts';
import type { DataPhotograph } from '../../data/photograph.ts';
import {
  accuracyAmong,
  argmax,
  calibrationError,
  confusion,
  type Judged,
  negativeLogLikelihood,
  type Share,
  share,
} from './metrics.ts';

export interface TestedCrop {
  readonly crop: Crop;
  readonly photograph: DataPhotograph;
  readonly judged: Judged;
  /** [216, 216, 3] */
  readonly patch: () => Uint8Array;
}

export interface TestReport {
  readonly n: number;
  readonly loss: number;
  readonly accuracy: Share;
  readonly calibrationError: number;
  readonly labels: readonly ClassLabel[];
  /** confusion[truth][predicted] */
  readonly confusion: number[][];
  readonly byClass: Record<string, { precision: Share; recall: Share }>;
  /** Data set by data set; found faces only, as the site sees them. */
  readonly byDataset: Record<string, DatasetFigures>;
  /** Two-class accuracy by the height of the face in frame pixels, street photographs. */
  readonly byHeightPx: Record<string, Share>;
}

interface DatasetFigures {
  readonly twoClass: Share;
  readonly threeClass: Share;
  readonly incorrectRecall: Share;
  /** Of masks worn incorrectly whose way is known: nose uncovered told from under the chin. */
  readonly ways: Share;
}

const HEIGHTS_PX = [0, 32, 64, 128, 256, Infinity] as const;

/** All figures of the test part. */
export function testReport(
  tested: readonly TestedCrop[],
  labels: readonly ClassLabel[],
  temperature: number,
): TestReport {
  const judged = tested.map((t) => t.judged);
  const table = confusion(judged, labels.length);
  const right = judged.filter(({ truth, logits }) => argmax(logits) === truth).length;
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const found = tested.filter(({ crop }) => crop.source === 'found');
  const datasets = [...new Set(tested.map((t) => t.photograph.dataset))].sort();
  return {
    n: judged.length,
    loss: negativeLogLikelihood(judged, temperature),
    accuracy: share(right, judged.length),
    calibrationError: calibrationError(judged, temperature),
    labels,
    confusion: table,
    byClass: Object.fromEntries(
      labels.map((label, i) => [
        label,
        {
          precision: share(table[i]?.[i] ?? 0, sum(table.map((row) => row[i] ?? 0))),
          recall: share(table[i]?.[i] ?? 0, sum(table[i] ?? [])),
        },
      ]),
    ),
    byDataset: Object.fromEntries(
      datasets.map((dataset) => [
        dataset,
        figures(
          found.filter((t) => t.photograph.dataset === dataset),
          labels,
        ),
      ]),
    ),
    byHeightPx: Object.fromEntries(
      HEIGHTS_PX.slice(0, -1).map((low, i) => {
        const high = HEIGHTS_PX[i + 1] as number;
        const inside = found.filter(
          ({ crop, photograph }) =>
            photograph.kind === 'annotated' && crop.box.height >= low && crop.box.height < high,
        );
        return [`${low} to ${high}`, figures(inside, labels).twoClass];
      }),
    ),
  };
}

function figures(tested: readonly TestedCrop[], labels: readonly ClassLabel[]): DatasetFigures {
  const judged = tested.map((t) => t.judged);
  const at = (...names: ClassLabel[]) =>
    names.map((name) => labels.indexOf(name)).filter((i) => i >= 0);
  const three = at('with_mask', 'without_mask', 'incorrect_mask');
  const incorrect = labels.indexOf('incorrect_mask');
  return {
    ways: accuracyAmong(
      judged.flatMap(({ ways }) => (ways ? [ways] : [])),
      [0, 1],
    ),
    twoClass: accuracyAmong(judged, at('with_mask', 'without_mask')),
    threeClass: accuracyAmong(judged, three),
    incorrectRecall: accuracyAmong(
      judged.filter(({ truth }) => truth === incorrect),
      three,
    ),
  };
}

/** The report as a few lines for people. */
export function formatReport(report: TestReport): string {
  const text = ({ share: p, n, interval: { low, high } }: Share) =>
    n === 0
      ? 'none'
      : `${(100 * p).toFixed(1)}% (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)}, n=${n})`;
  return [
    `Test: loss ${report.loss.toFixed(4)}, accuracy ${text(report.accuracy)}, ` +
      `calibration error ${report.calibrationError.toFixed(3)}`,
    ...Object.entries(report.byDataset).map(
      ([name, f]) =>
        `  ${name}: two-class ${text(f.twoClass)}, three-class ${text(f.threeClass)}, ` +
        `incorrect_mask recall ${text(f.incorrectRecall)}, its way ${text(f.ways)}`,
    ),
    ...Object.entries(report.byHeightPx).map(
      ([range, s]) => `  faces ${range} px high, two-class: ${text(s)}`,
    ),
    ...Object.entries(report.byClass).map(
      ([label, c]) => `  ${label}: precision ${text(c.precision)}, recall ${text(c.recall)}`,
    ),
    `  confusion, rows true, columns ${report.labels.join(' ')}`,
    ...report.confusion.map((row, i) => `    ${report.labels[i]}: ${row.join(' ')}`),
  ].join('\n');
}
