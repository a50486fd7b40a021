import { expect, it } from 'vitest';
import { evaluationFigures } from '@/scripts/evaluation/figures';
import { checkFloors, formatFloors } from '@/scripts/evaluation/floors';
import type { TiltRow } from '@/scripts/evaluation/tilt';
import { judgedPhotograph, loose, outcome } from '../../support/judged-faces';

const NAME = 'with_mask found and right';
const photographs = (right: number, boxes = 0) =>
  Array.from({ length: 100 }, (_, i) =>
    judgedPhotograph(
      i,
      [outcome('with_mask', i < right ? 'with_mask' : 'unsure')],
      i < boxes ? [loose('nothing')] : [],
    ),
  );
const reached = (right: number, boxes = 0) =>
  Object.fromEntries(
    checkFloors(evaluationFigures(photographs(right, boxes), 0), 'whole').map((result) => [
      result.name,
      result.reached,
    ]),
  );

it('accepts a figure at its floor, and no lower one', () => {
  expect(reached(97)[NAME]).toBe(true);
  expect(reached(96)[NAME]).toBe(false);
});

it('accepts a figure at its upper limit, and no higher one', () => {
  expect(reached(100, 10)['false boxes a picture']).toBe(true);
  expect(reached(100, 11)['false boxes a picture']).toBe(false);
});

it('skips figures that were not measured', () => {
  expect(Object.keys(reached(97))).not.toContain('without_mask found and right');
  expect(Object.keys(reached(97)).join()).not.toContain('turned');
});

it('limits sure masks on turned portraits, and in stills also requires right answers', () => {
  const counts = { unsure: 0, wrong: 0, notFound: 0 };
  const tilt: TiltRow[] = [
    { degrees: 60, label: 'without_mask', portraits: 45, right: 41, sureMask: 2, ...counts },
  ];
  const figures = { ...evaluationFigures(photographs(100), 0), tilt };
  const turned = (search: 'whole' | 'zoomed') =>
    checkFloors(figures, search)
      .filter(({ name }) => name.includes('turned'))
      .map((result) => [result.name.replace(/.*, /, ''), result.reached]);
  expect(turned('zoomed')).toEqual([
    ['right', false],
    ['surely a mask', false],
  ]);
  expect(turned('whole')).toEqual([['surely a mask', false]]);
  expect(formatFloors(checkFloors(figures, 'whole'))).toMatch(/surely a mask +0\.044 .*BELOW/);
});
