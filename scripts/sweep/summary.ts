import path from 'node:path';
import { z } from 'zod';
import type { Factor, Sweep, Variant } from './definition.ts';
import { trialId } from './definition.ts';
import type { PartFigures, TrialFigures, TrialRecord } from './records.ts';

const spread = z.object({
  mean: z.number(),
  /** Standard deviation over seeds (n - 1); 0 for one seed. */
  deviation: z.number(),
});
export type Spread = z.infer<typeof spread>;

const variantSummary = z.object({
  label: z.string(),
  /** Number of finished trials. The others failed. */
  trials: z.number(),
  errors: z.array(z.string()),
  /** Accuracies, 0 to 1. */
  train: spread,
  validation: spread,
  test: spread,
  /** Nats. */
  testLoss: spread,
  byDataset: z.record(z.string(), spread),
  /**
   * Test accuracy minus that of the reference with the same seed, and the standard error of the
   * mean.
   */
  gain: z.object({ mean: z.number(), error: z.number() }).nullable(),
  /** Mean number of crops. */
  trainCrops: z.number(),
  testCrops: z.number(),
  seconds: spread,
  trained: z.number(),
  bytes: z.number(),
});
export type VariantSummary = z.infer<typeof variantSummary>;

const factorSummary = z.object({
  name: z.string(),
  /** Index of the variant that the gains refer to. */
  reference: z.number(),
  seeds: z.array(z.number()),
  variants: z.array(variantSummary),
});
export type FactorSummary = z.infer<typeof factorSummary>;

export const sweepSummary = z.object({
  name: z.string(),
  createdAt: z.string(),
  /** Names of the data sets. */
  data: z.array(z.string()),
  trials: z.number(),
  failed: z.number(),
  factors: z.array(factorSummary),
});
export type SweepSummary = z.infer<typeof sweepSummary>;

/** @param records of the trials, by id */
export function summarise(sweep: Sweep, records: ReadonlyMap<string, TrialRecord>): SweepSummary {
  const all = [...records.values()];
  return {
    name: sweep.name,
    createdAt: new Date().toISOString(),
    data: sweep.data.map((folder) => path.basename(path.resolve(folder))),
    trials: all.length,
    failed: all.filter(({ outcome }) => 'error' in outcome).length,
    factors: sweep.factors.map((factor) => summariseFactor(sweep, factor, records)),
  };
}

function summariseFactor(
  { data }: Sweep,
  factor: Factor,
  records: ReadonlyMap<string, TrialRecord>,
): FactorSummary {
  const recordsOf = ({ settings }: Variant) =>
    factor.seeds.flatMap((seed) => records.get(trialId(data, settings, seed)) ?? []);
  const reference = recordsOf(factor.variants[factor.reference] as Variant);
  return {
    name: factor.name,
    reference: factor.reference,
    seeds: [...factor.seeds],
    variants: factor.variants.map((variant, i) => ({
      label: variant.label,
      ...summariseVariant(recordsOf(variant)),
      gain: i === factor.reference ? null : gainOf(recordsOf(variant), reference),
    })),
  };
}

function figuresOf({ outcome }: TrialRecord): TrialFigures[] {
  return 'figures' in outcome ? [outcome.figures] : [];
}

function summariseVariant(records: readonly TrialRecord[]): Omit<VariantSummary, 'label' | 'gain'> {
  const done = records.flatMap(figuresOf);
  const over = (value: (figures: TrialFigures) => number) => spreadOf(done.map(value));
  const sets = Object.keys(done[0]?.byDataset ?? {});
  return {
    trials: done.length,
    errors: [
      ...new Set(records.flatMap(({ outcome }) => ('error' in outcome ? [outcome.error] : []))),
    ],
    train: over(({ train }) => train.accuracy),
    validation: over(({ validation }) => validation.accuracy),
    test: over(({ test }) => test.accuracy),
    testLoss: over(({ test }) => test.loss),
    byDataset: Object.fromEntries(
      sets.map((name) => [
        name,
        over(({ byDataset }) => (byDataset[name] as PartFigures).accuracy),
      ]),
    ),
    trainCrops: Math.round(over(({ train }) => train.n).mean),
    testCrops: Math.round(over(({ test }) => test.n).mean),
    seconds: over(({ seconds }) => seconds),
    trained: over(({ trained }) => trained).mean,
    bytes: over(({ bytes }) => bytes).mean,
  };
}

/** The gain for each seed: the same seed gives both variants the same split. */
function gainOf(
  records: readonly TrialRecord[],
  reference: readonly TrialRecord[],
): VariantSummary['gain'] {
  const gains = records.flatMap((record) => {
    const other = reference.find(({ seed }) => seed === record.seed);
    const [a] = figuresOf(record);
    const b = other && figuresOf(other)[0];
    return a && b ? [a.test.accuracy - b.test.accuracy] : [];
  });
  if (gains.length === 0) return null;
  const { mean, deviation } = spreadOf(gains);
  return { mean, error: deviation / Math.sqrt(gains.length) };
}

export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { mean: 0, deviation: 0 };
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}
