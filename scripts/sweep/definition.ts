import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type SettingName, type TrialSettings, trialSettings } from './settings.ts';

/** A factor: one trial with one or more varied settings. */
interface FactorDefinition {
  readonly name: string;
  /** Settings that differ from the base of the sweep in every variant. */
  readonly with?: Partial<TrialSettings>;
  /** A grid: every combination of these values. */
  readonly vary?: { readonly [K in SettingName]?: readonly TrialSettings[K][] };
  /** Variants one by one, instead of a grid or in addition to it. */
  readonly list?: readonly Partial<TrialSettings>[];
  /** Seeds that replace those of the sweep. */
  readonly seeds?: readonly number[];
}

/** The default export of a sweep's file. */
export interface SweepDefinition {
  /** Its results are in runs/sweeps/NAME. */
  readonly name: string;
  /** Data folders, relative to the current folder. */
  readonly data: readonly string[];
  /**
   * Seeds of the split and of all random choices of a trial. A seed gives the same split for every
   * setting.
   */
  readonly seeds: readonly number[];
  readonly base?: Partial<TrialSettings>;
  readonly factors: readonly FactorDefinition[];
}

/** Checks the types of a sweep's file. */
export function defineSweep(definition: SweepDefinition): SweepDefinition {
  return definition;
}

const name = z.string().regex(/^[a-z0-9-]+$/, 'small letters, digits and hyphens');
const seeds = z.array(z.int().min(0)).min(1);
const some = z.record(z.string(), z.unknown());
const sweepSchema = z.strictObject({
  name,
  data: z.array(z.string()).min(1),
  seeds,
  base: some.default({}),
  factors: z
    .array(
      z
        .strictObject({
          name,
          with: some.default({}),
          vary: z.record(z.string(), z.array(z.unknown()).min(1)).optional(),
          list: z.array(some).min(1).optional(),
          seeds: seeds.optional(),
        })
        .refine(({ vary, list }) => vary ?? list, 'a factor needs vary or list'),
    )
    .min(1),
});

/** One setting of a factor. */
export interface Variant {
  readonly settings: TrialSettings;
  /** The settings that distinguish it within its factor, e.g. `dropout 0.2`. */
  readonly label: string;
}

export interface Factor {
  readonly name: string;
  readonly variants: readonly Variant[];
  /**
   * Index of the variant that the others are compared with: the one with the values of the base,
   * else the first.
   */
  readonly reference: number;
  readonly seeds: readonly number[];
}

export interface Sweep {
  readonly name: string;
  readonly data: readonly string[];
  readonly factors: readonly Factor[];
}

/** One training. Factors may share trials. */
export interface Trial {
  readonly id: string;
  readonly settings: TrialSettings;
  readonly seed: number;
}

/**
 * Reads the file of a sweep and expands it.
 * @throws z.ZodError that names the factor and the setting
 */
export async function loadSweep(file: string): Promise<Sweep> {
  const module: { default?: unknown } = await import(pathToFileURL(path.resolve(file)).href);
  if (module.default === undefined) throw new Error(`${file} has no default export: a sweep`);
  return expandSweep(module.default);
}

/** @throws z.ZodError that names the factor and the setting */
export function expandSweep(definition: unknown): Sweep {
  const parsed = sweepSchema.parse(definition);
  settingsOf(parsed.base, ['base']);
  return {
    name: parsed.name,
    data: parsed.data,
    factors: parsed.factors.map((factor, i) => {
      const changes = [...(factor.vary ? product(factor.vary) : []), ...(factor.list ?? [])];
      const given = changes.map((change) => ({ ...parsed.base, ...factor.with, ...change }));
      const settings = given.map((each) => settingsOf(each, ['factors', i]));
      const varied = variedNames(settings);
      const base = settingsOf({ ...parsed.base, ...factor.with }, ['factors', i]);
      const same = settings.findIndex((each) => canonical(each) === canonical(base));
      return {
        name: factor.name,
        variants: settings.map((each) => ({ settings: each, label: labelOf(each, varied) })),
        reference: Math.max(0, same),
        seeds: factor.seeds ?? parsed.seeds,
      };
    }),
  };
}

function settingsOf(given: Record<string, unknown>, at: (string | number)[]): TrialSettings {
  const result = trialSettings.safeParse(given);
  if (result.success) return result.data;
  throw new z.ZodError(
    result.error.issues.map((issue) => ({ ...issue, path: [...at, ...issue.path] })),
  );
}

function product(grid: Record<string, readonly unknown[]>): Record<string, unknown>[] {
  return Object.entries(grid).reduce<Record<string, unknown>[]>(
    (rows, [key, values]) =>
      rows.flatMap((row) => values.map((value) => ({ ...row, [key]: value }))),
    [{}],
  );
}

function variedNames(settings: readonly TrialSettings[]): SettingName[] {
  const names = Object.keys(trialSettings.shape) as SettingName[];
  return names.filter((key) => new Set(settings.map((s) => JSON.stringify(s[key]))).size > 1);
}

/** Names of settings in tables. Others appear as in the file. */
const WORDS: { readonly [K in SettingName]?: string } = {
  learningRate: 'rate',
  weightDecay: 'decay',
  trainShare: 'share',
  backboneRate: 'backbone rate',
  batchSize: 'batch',
};

function labelOf(settings: TrialSettings, names: readonly SettingName[]): string {
  const parts = names.map((key) => {
    const value = settings[key];
    return `${WORDS[key] ?? key} ${Array.isArray(value) ? value.join(' + ') || 'all' : value}`;
  });
  return parts.join(', ') || 'as the base';
}

/** Settings as text, independent of their order. */
function canonical(settings: TrialSettings): string {
  const names = (Object.keys(trialSettings.shape) as SettingName[]).sort();
  return JSON.stringify(names.map((key) => [key, settings[key]]));
}

/** Raise it when the same settings give another result, so that old results are dropped. */
const TRIAL_VERSION = 1;

/** Each trial of a sweep once, in the order of the factors. */
export function trialsOf({ data, factors }: Sweep): Trial[] {
  const trials = new Map<string, Trial>();
  for (const { variants, seeds: own } of factors) {
    for (const seed of own) {
      for (const { settings } of variants) {
        const id = trialId(data, settings, seed);
        trials.set(id, { id, settings, seed });
      }
    }
  }
  return [...trials.values()];
}

export function trialId(data: readonly string[], settings: TrialSettings, seed: number): string {
  const sets = data.map((folder) => path.basename(path.resolve(folder)));
  return createHash('sha256')
    .update(JSON.stringify([TRIAL_VERSION, sets, canonical(settings), seed]))
    .digest('hex')
    .slice(0, 16);
}
