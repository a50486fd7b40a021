import { writeCsv } from '../../lib/csv.ts';
import type { TrialRecord } from './records.ts';
import { type SettingName, trialSettings } from './settings.ts';
import type { FactorSummary, Spread, SweepSummary, VariantSummary } from './summary.ts';

const percent = ({ mean, deviation }: Spread) =>
  `${(100 * mean).toFixed(2)} ± ${(100 * deviation).toFixed(2)}`;
const MEGABYTE = 1e6;

/** A factor as a Markdown table: accuracies in percent with their standard deviation over seeds. */
export function factorTable(factor: FactorSummary, datasets: readonly string[]): string {
  const sets = datasets.length > 1 ? datasets.map((name) => `on ${name} %`) : [];
  const head = [factor.name, 'train %', 'validation %', 'test %', 'gain, points', ...sets];
  head.push('test loss', 'n train / test', 'seeds', 's', 'trained', 'MB');
  const rows = factor.variants.map((variant) =>
    variant.trials === 0
      ? [variant.label, `failed: ${variant.errors.join('; ')}`]
      : cells(variant, datasets.length > 1 ? datasets : []),
  );
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cells(variant: VariantSummary, datasets: readonly string[]): string[] {
  return [
    variant.label,
    percent(variant.train),
    percent(variant.validation),
    percent(variant.test),
    gainText(variant),
    ...datasets.map((name) => {
      const own = variant.byDataset[name];
      return own ? percent(own) : '';
    }),
    variant.testLoss.mean.toFixed(3),
    `${variant.trainCrops} / ${variant.testCrops}`,
    variant.errors.length > 0 ? `${variant.trials}, others failed` : String(variant.trials),
    variant.seconds.mean.toFixed(variant.seconds.mean < 10 ? 1 : 0),
    variant.trained.toLocaleString('en'),
    (variant.bytes / MEGABYTE).toFixed(1),
  ];
}

/** `+0.41 ± 0.12`: the mean over seeds and its standard error. */
function gainText({ gain }: VariantSummary): string {
  if (gain === null) return '–';
  const sign = gain.mean < 0 ? '' : '+';
  return `${sign}${(100 * gain.mean).toFixed(2)} ± ${(100 * gain.error).toFixed(2)}`;
}

/** All factors, for people. */
export function sweepTables({ factors, data }: SweepSummary): string {
  return factors.map((factor) => factorTable(factor, data)).join('\n\n');
}

/** One line for each trial with all settings. */
export function trialsCsv(records: readonly TrialRecord[], datasets: readonly string[]): string {
  const names = Object.keys(trialSettings.shape) as SettingName[];
  const head = [
    ...['id', 'seed', ...names, 'train', 'validation', 'test', 'test_loss'],
    ...datasets.map((name) => `test_${name}`),
    ...['n_train', 'n_validation', 'n_test', 'seconds', 'trained', 'bytes', 'error'],
  ];
  const rows = records.map(({ id, seed, settings, outcome }) => {
    const own = [id, seed, ...names.map((name) => settings[name] ?? '')];
    if ('error' in outcome) {
      const empty = head.slice(own.length, -1).map(() => '');
      return [...own, ...empty, outcome.error];
    }
    const { train, validation, test, byDataset, trained, bytes, seconds } = outcome.figures;
    return [
      ...own,
      ...[train.accuracy, validation.accuracy, test.accuracy, test.loss],
      ...datasets.map((name) => byDataset[name]?.accuracy ?? ''),
      ...[train.n, validation.n, test.n, seconds, trained, bytes, ''],
    ];
  });
  return writeCsv([head, ...rows].map((row) => row.map(cellText)));
}

function cellText(value: unknown): string | number {
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'number' ? value : String(value);
}
