import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it, vi } from 'vitest';
import { audit, auditOptions } from '@/scripts/audit';
import { foldsOf } from '@/scripts/audit/folds';
import { formatAudit } from '@/scripts/audit/format';
import { judgeUnseen } from '@/scripts/audit/judge-unseen';
import { readJudgements } from '@/scripts/audit/judgements';
import { parseOptions } from '@/scripts/support/options';
import { normal, seededRandom } from '@/scripts/support/random';
import { writeMadeDataset } from '../../support/made-dataset';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWasm } from '../../support/wasm';

// Keeps the progress bar out of the test's output.
vi.spyOn(process.stderr, 'write').mockReturnValue(true);

describe('foldsOf', () => {
  it('keeps a group together and spreads each stratum', () => {
    const groups = Array.from({ length: 60 }, (_, i) => (i < 6 ? 0 : i));
    const strata = groups.map((group) => (group % 3 === 0 ? 'rare' : 'common'));
    const folds = foldsOf(groups, strata, 5, 1);
    expect(new Set(folds.slice(0, 6)).size).toBe(1);
    const count = (fold: number, stratum: string) =>
      folds.filter((one, i) => one === fold && strata[i] === stratum).length;
    const counts = (stratum: string) => [0, 1, 2, 3, 4].map((fold) => count(fold, stratum));
    expect(Math.max(...counts('common')) - Math.min(...counts('common'))).toBeLessThanOrEqual(1);
    expect(Math.min(...counts('rare'))).toBeGreaterThan(2);
    expect(foldsOf(groups, strata, 5, 1)).toEqual(folds);
    expect(foldsOf(groups, strata, 5, 2)).not.toEqual(folds);
  });

  it('says that there are too few photographs', () => {
    expect(() => foldsOf([0, 0, 1], ['', '', ''], 3, 1)).toThrow('there are 2');
  });
});

describe('judgeUnseen', () => {
  it('contradicts the exchanged labels, and few others', async () => {
    await useWasm();
    const random = seededRandom(4);
    const channels = 8;
    const classes = [0, 1, 3];
    const truths = Array.from({ length: 240 }, (_, i) => classes[i % 3] as number);
    const rows = truths.map((truth) =>
      Array.from({ length: channels }, (_, c) => (c === truth ? 2 : 0) + 0.5 * normal(random)),
    );
    const exchanged = [12, 57, 100];
    const labels = truths.map((truth, i) =>
      exchanged.includes(i) ? (truth === 0 ? 1 : 0) : truth,
    );
    const folds = truths.map((_, i) => i % 5);
    const features = tf.tensor2d(rows);
    const shares = await judgeUnseen({ features, truths: labels, folds }, 1);
    features.dispose();
    const margins = shares.map((row, i) => Math.max(...row) - (row[labels[i] as number] as number));
    const strongest = [...margins.keys()].sort(
      (a, b) => (margins[b] as number) - (margins[a] as number),
    );
    expect(strongest.slice(0, 3).sort((a, b) => a - b)).toEqual(exchanged);
    expect(margins.filter((margin) => margin > 0).length).toBeLessThan(8);
  });
});

describe('audit --folds', () => {
  it('judges every face and sums up what it found', { timeout: 300_000 }, async () => {
    const folder = await temporaryFolder();
    const data = path.join(folder, 'made');
    await writeMadeDataset(data, 4);
    const out = path.join(folder, 'out');
    const flags = ['--data', data, '--out', out, '--cache', path.join(folder, 'cache')];
    const options = ['--folds', '3', '--engine', 'wasm', '--asked', '0'];
    const report = await audit(parseOptions(auditOptions, [...flags, ...options]));
    const judgements = await readJudgements(path.join(out, 'judgements.json'));
    expect(judgements).toHaveLength(report.judged ?? 0);
    const faces = judgements.filter(({ label }) => label !== 'background');
    expect(new Set(faces.map(({ file }) => file)).size).toBe(12);
    const contradicted = await readFile(path.join(out, 'contradicted.tsv'), 'utf8');
    expect(contradicted.trim().split('\n')).toHaveLength((report.contradicted ?? 0) + 1);
    const counts = Object.values(report.mistakes ?? {});
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(report.contradicted);
    const set = report.groups?.find(({ kind }) => kind === 'set');
    expect(set).toMatchObject({ name: 'made', right: { n: faces.length } });
    expect(report.groups?.map(({ kind }) => kind)).toContain('light');
    expect(formatAudit(report)).toMatch(/set made: .*% of 12 faces as labelled/);
  });

  it('is refused together with the judgements of a run', () => {
    const flags = ['--data', 'x', '--folds', '5', '--judgements', 'judgements.json'];
    expect(() => parseOptions(auditOptions, flags)).toThrow('--judgements');
    expect(() => parseOptions(auditOptions, ['--data', 'x', '--folds', '1'])).toThrow('one fold');
  });
});
