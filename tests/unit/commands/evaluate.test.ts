import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeMadeDataset } from '../../support/made-dataset';
import { finished, projectFile, startScript } from '../../support/run-script';
import { temporaryFolder } from '../../support/temporary-folder';

const LIMIT_MS = 180_000;

it(
  'measures, writes record and report, and fails below a floor if asked',
  async () => {
    const folder = await temporaryFolder();
    await writeMadeDataset(path.join(folder, 'faces'), 2);
    const evaluate = (...flags: string[]) =>
      startScript('scripts/evaluate.ts', folder, [
        ...['--data', 'faces', '--engine', 'onnx', '--models', projectFile('public/models')],
        ...flags,
      ]);
    const files = ['--json', 'figures.json', '--html', 'report.html'];
    const output = await finished(evaluate(...files, '--tilt', '--portraits', '1'));
    expect(output).toContain('Figures and floors');

    const record = JSON.parse(await readFile(path.join(folder, 'figures.json'), 'utf8'));
    expect(record).toMatchObject({ version: 2, data: ['faces'], add: [], search: 'zoomed' });
    expect(record.figures.pictures).toBe(6);
    expect(record.figures.all.byClass.without_mask.found.share).toBe(1);
    const tilt = record.figures.tilt as Record<string, number>[];
    expect(tilt).toHaveLength(10);
    expect(tilt[0]).toMatchObject({ degrees: 0, label: 'without_mask', portraits: 1, right: 1 });
    for (const { portraits, right, unsure, wrong, notFound } of tilt as TiltCounts[]) {
      expect(right + unsure + wrong + notFound).toBe(portraits);
    }
    expect(await readFile(path.join(folder, 'report.html'), 'utf8')).toContain('Turned portraits');

    const some = ['--json', 'some.json', '--max-photographs', '2', '--search', 'whole'];
    await finished(evaluate(...some));
    const drawn = JSON.parse(await readFile(path.join(folder, 'some.json'), 'utf8'));
    expect(drawn).toMatchObject({ maxPhotographs: 2, figures: { pictures: 2 } });

    // With a threshold above its highest score, the finder finds nothing.
    const below = await finished(evaluate('--face-threshold', '0.99', '--floors'), 1);
    expect(below).toContain('BELOW');
  },
  LIMIT_MS,
);

type TiltCounts = Record<'portraits' | 'right' | 'unsure' | 'wrong' | 'notFound', number>;

it('says what is wrong with its flags and exits with 2', async () => {
  const folder = await temporaryFolder();
  const flags = ['--data', 'faces', '--portraits', 'many'];
  const output = await finished(startScript('scripts/evaluate.ts', folder, flags), 2);
  expect(output).toContain('--portraits');
  expect(output).toContain('npm run evaluate');
});
