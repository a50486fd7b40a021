import { describe, expect, it } from 'vitest';
import { evaluationFigures } from '@/scripts/evaluation/figures';
import { judgedPhotograph, loose, outcome } from '../../support/judged-faces';

describe('evaluationFigures', () => {
  const figures = evaluationFigures(
    [
      judgedPhotograph(1, [
        outcome('with_mask', 'with_mask'),
        outcome('with_mask', 'with_mask'),
        outcome('with_mask', 'unsure'),
        outcome('with_mask', null),
      ]),
      judgedPhotograph(
        2,
        [
          outcome('incorrect_mask', 'with_mask'),
          outcome('incorrect_mask', 'incorrect_mask'),
          outcome('incorrect_mask', null),
        ],
        [loose('nothing'), loose('nothing', { heightRatio: 0.02 }), loose('left-out')],
        'crowds',
      ),
    ],
    1,
  );

  it('divides found faces, and found and right ones, by all faces', () => {
    const { found, foundAndRight } = figures.large.byClass.with_mask;
    expect([found.share, found.n]).toEqual([0.75, 4]);
    expect([foundAndRight.share, foundAndRight.n]).toEqual([0.5, 4]);
  });

  it('divides faces called masked, and unsure ones, by the found faces only', () => {
    const { calledMasked, verdicts } = figures.large.byClass.incorrect_mask;
    expect([calledMasked.share, calledMasked.n]).toEqual([0.5, 2]);
    expect(verdicts).toEqual({ with_mask: 1, without_mask: 0, incorrect_mask: 1, unsure: 0 });
    expect([figures.large.unsure.share, figures.large.unsure.n]).toEqual([0.2, 5]);
  });

  it('separates false boxes from boxes on left-out faces, for each picture and by size', () => {
    expect(figures.all.falsePerPicture.mean).toBe(1);
    expect(figures.large.falsePerPicture.mean).toBe(0.5);
    expect(figures.all.leftOutPerPicture.mean).toBe(0.5);
  });

  it('has a row for each data set, with 0 faces for an absent class', () => {
    const rows = figures.byDataset.map(({ kind, foundAndRight }) => [
      kind,
      foundAndRight.with_mask.n,
      foundAndRight.without_mask.n,
    ]);
    expect(rows).toEqual([
      ['street', 4, 0],
      ['crowds', 0, 0],
    ]);
  });

  it('groups only large faces by angle and light', () => {
    const { byAngle, byLight } = evaluationFigures(
      [
        judgedPhotograph(1, [
          outcome('with_mask', 'with_mask', { angle: 'profile', light: 'dark' }),
          outcome('with_mask', null, { angle: 'profile', light: 'hard' }),
          outcome('with_mask', null, { angle: 'profile', light: 'hard', heightRatio: 0.05 }),
        ]),
      ],
      0,
    );
    const counts = (rows: typeof byAngle) =>
      rows
        .map(({ kind, foundAndRight: { with_mask: w } }) => [kind, w.share, w.n])
        .filter(([, , n]) => n !== 0);
    expect(counts(byAngle)).toEqual([['profile', 0.5, 2]]);
    expect(counts(byLight)).toEqual([
      ['dark', 1, 1],
      ['hard', 0, 1],
    ]);
  });

  it('puts a face on the bound of two size ranges into the upper one', () => {
    const { bySize } = evaluationFigures(
      [
        judgedPhotograph(1, [
          outcome('with_mask', 'with_mask', { heightRatio: 0.0799 }),
          outcome('with_mask', null, { heightRatio: 0.08 }),
        ]),
      ],
      0,
    );
    const row = (from: number) => bySize.find((r) => r.from === from)?.foundAndRight.with_mask;
    expect(row(0.04)).toMatchObject({ share: 1, n: 1 });
    expect(row(0.08)).toMatchObject({ share: 0, n: 1 });
  });
});
