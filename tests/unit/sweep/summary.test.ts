import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { expandSweep, trialsOf } from '@/scripts/sweep/definition';
import { withTables } from '@/scripts/sweep/document';
import { factorSvg } from '@/scripts/sweep/plots';
import type { TrialRecord } from '@/scripts/sweep/records';
import { spreadOf, summarise, sweepSummary } from '@/scripts/sweep/summary';
import { factorTable, trialsCsv } from '@/scripts/sweep/tables';

const SWEEP = expandSweep({
  name: 'some',
  data: ['../faces'],
  seeds: [1, 2, 3],
  factors: [{ name: 'dropout', vary: { dropout: [0, 0.2, 0.4] } }],
});

/** Test accuracy by seed: 0.90, 0.92, 0.94 at dropout 0.4; 0.01 more at 0; 0.2 fails. */
function records(): Map<string, TrialRecord> {
  const all = trialsOf(SWEEP).map((trial): TrialRecord => {
    const { dropout } = trial.settings;
    if (dropout === 0.2) return { ...trial, outcome: { error: 'no, "network"' } };
    const accuracy = 0.88 + 0.02 * trial.seed + (dropout === 0 ? 0.01 : 0);
    const part = { n: 200, accuracy, loss: 0.3 };
    const byDataset = { faces: part };
    return {
      ...trial,
      outcome: {
        figures: {
          ...{ train: part, validation: part, test: part, byDataset },
          ...{ trained: 10, bytes: 40, seconds: 2 },
        },
      },
    };
  });
  return new Map(all.map((record) => [record.id, record]));
}

const summary = summarise(SWEEP, records());
const [factor] = summary.factors;

describe('summarise', () => {
  it('gives means, standard deviations over seeds, and gains per seed', () => {
    const [none, failed, base] = factor?.variants ?? [];
    expect(base?.test.mean).toBeCloseTo(0.92);
    expect(base?.test.deviation).toBeCloseTo(0.02);
    expect(base?.gain).toBeNull();
    expect(none?.gain?.mean).toBeCloseTo(0.01);
    // The accuracy varies between seeds, but the gain does not.
    expect(none?.gain?.error).toBeCloseTo(0);
    expect(failed).toMatchObject({ trials: 0, errors: ['no, "network"'], gain: null });
    expect(summary).toMatchObject({ trials: 9, failed: 3, data: ['faces'] });
    expect(sweepSummary.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
  });

  it('divides by n - 1, and has a deviation of 0 for one value', () => {
    expect(spreadOf([1, 3])).toEqual({ mean: 2, deviation: Math.SQRT2 });
    expect(spreadOf([5])).toEqual({ mean: 5, deviation: 0 });
  });
});

describe('tables', () => {
  it('show percent with deviation, and what failed', () => {
    const table = factorTable(factor as NonNullable<typeof factor>, summary.data);
    expect(table).toContain('| dropout 0.4 | 92.00 ± 2.00 | 92.00 ± 2.00 | 92.00 ± 2.00 | – |');
    expect(table).toContain('+1.00 ± 0.00');
    expect(table).toContain('failed: no, "network"');
  });

  it('have a CSV line for each trial, with the same number of cells', () => {
    const lines = trialsCsv([...records().values()], ['faces'])
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(10);
    expect(lines[0]).toContain('test_faces');
    const failed = lines.find((line) => line.includes('network')) as string;
    expect(failed.endsWith(',"no, ""network"""')).toBe(true);
    const cells = lines.map((line) => line.replace('"no, ""network"""', 'error').split(','));
    expect(new Set(cells.map(({ length }) => length)).size).toBe(1);
  });
});

describe('factorSvg', () => {
  it('is a picture with a dot for each part of each variant that did not fail', async () => {
    const svg = factorSvg(factor as NonNullable<typeof factor>);
    expect(await sharp(Buffer.from(svg)).metadata()).toMatchObject({ format: 'svg', width: 720 });
    expect(svg.match(/<circle/g)).toHaveLength(6);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('draws a factor without a successful variant', () => {
    const none = factor?.variants.filter(({ trials }) => trials === 0) ?? [];
    const svg = factorSvg({ ...(factor as NonNullable<typeof factor>), variants: none });
    expect(svg).not.toMatch(/NaN|Infinity|<circle/);
  });
});

describe('withTables', () => {
  it('replaces the text between the marks and keeps the rest', () => {
    const text = 'Before\n\n<!-- table dropout -->old<!-- end -->\n\nAfter\n';
    const renewed = withTables(text, summary);
    expect(renewed).toMatch(/^Before\n\n<!-- table dropout -->\n\n\| dropout \|/);
    expect(renewed).toMatch(/<!-- end -->\n\nAfter\n$/);
    expect(renewed).not.toContain('old');
    expect(withTables(renewed, summary)).toBe(renewed);
  });

  it('refuses a table of an unknown factor', () => {
    expect(() => withTables('<!-- table depth --><!-- end -->', summary)).toThrow(/depth/);
  });
});
