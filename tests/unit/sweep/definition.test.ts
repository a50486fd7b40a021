import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandSweep, loadSweep, type Sweep, trialsOf } from '@/scripts/sweep/definition';
import { temporaryFolder } from '../../support/temporary-folder';

const sweep = (factor: object, rest: object = {}) =>
  expandSweep({
    name: 'some',
    data: ['faces'],
    seeds: [1, 2],
    factors: [{ name: 'factor', ...factor }],
    ...rest,
  });
const labels = ({ factors }: Sweep) => factors[0]?.variants.map(({ label }) => label);

describe('expandSweep', () => {
  it('expands a grid and names the varied settings', () => {
    const grid = sweep({ vary: { dropout: [0, 0.2], learningRate: [1e-3, 1e-4] } });
    expect(labels(grid)).toEqual([
      'rate 0.001, dropout 0',
      'rate 0.0001, dropout 0',
      'rate 0.001, dropout 0.2',
      'rate 0.0001, dropout 0.2',
    ]);
    expect(trialsOf(grid)).toHaveLength(8);
  });

  it("compares with the base's value if a factor has it, else with its first value", () => {
    const base = { base: { dropout: 0.2 } };
    const also = { with: { epochs: 3 } };
    expect(sweep({ vary: { dropout: [0, 0.2] } }, base).factors[0]?.reference).toBe(1);
    expect(sweep({ ...also, vary: { dropout: [0, 0.2] } }, base).factors[0]?.reference).toBe(1);
    expect(sweep({ vary: { dropout: [0, 0.4] } }, base).factors[0]?.reference).toBe(0);
  });

  it('takes a list, and settings for a whole factor', () => {
    const list = sweep({ with: { epochs: 4 }, list: [{}, { loss: 'bce' }], seeds: [7] });
    expect(labels(list)).toEqual(['loss nll', 'loss bce']);
    expect(trialsOf(list).map(({ settings, seed }) => [settings.epochs, seed])).toEqual([
      [4, 7],
      [4, 7],
    ]);
  });

  it('runs a trial that two factors share only once, however it is written', () => {
    const both = expandSweep({
      name: 'some',
      data: ['faces'],
      seeds: [1],
      factors: [
        { name: 'one', vary: { dropout: [0, 0.4] } },
        {
          name: 'other',
          list: [
            { epochs: 50, dropout: 0.4 },
            { dropout: 0.4, epochs: 3 },
          ],
        },
      ],
    });
    expect(trialsOf(both)).toHaveLength(3);
  });

  it.each([
    ['an unknown setting', { vary: { droput: [0] } }, /droput/],
    ['a value out of range', { vary: { dropout: [0, 2] } }, /dropout/],
    ['nothing to vary', {}, /vary or list/],
    ['fine-tuning of a head alone', { vary: { backboneRate: [1e-4] } }, /backboneRate/],
    [
      'whole photographs to a network',
      { with: { training: 'network' }, vary: { view: ['whole'] } },
      /crops only/,
    ],
  ])('refuses %s and says why', (_, factor, message) => {
    expect(() => sweep(factor)).toThrow(message);
  });
});

it('refuses a module without a default export', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'empty.mjs');
  await writeFile(file, 'export const sweep = {};');
  await expect(loadSweep(file)).rejects.toThrow(/no default export/);
});
