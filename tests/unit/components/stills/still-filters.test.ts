import { expect, it } from 'vitest';
import { chosenStills } from '@/components/stills/list/still-filters';
import type { Still } from '@/lib/stills/still-queue';
import type { StillFace } from '@/lib/stills/still-result';

function still(id: number, faces: readonly Partial<StillFace>[] | null): Still {
  const whole = faces?.map((face) => ({ label: 'with_mask', isFace: 0.99, ...face }) as StillFace);
  const result = whole && { file: `${id}.jpg`, width: 10, height: 10, faces: whole, ms: 1 };
  return {
    id,
    name: `${id}.jpg`,
    file: null,
    state: result ? 'judged' : 'waiting',
    result: result ?? null,
    thumbnail: null,
  };
}

const STILLS = [
  still(1, [{ confidence: 0.97 }]),
  still(2, [{ confidence: 0.8 }, { confidence: 0.99 }]),
  still(3, [{ confidence: 0.55, label: 'unsure' }]),
  still(4, [{ confidence: 0.95, isFace: 0.4 }]),
  still(5, []),
  still(6, null),
];
const chosen = (stills: readonly Still[]) => chosenStills(stills, 'next').map(({ id }) => id);

it('shows what to label next with the least sure picture first', () => {
  expect(chosen(STILLS)).toEqual([4, 3, 2]);
});

it('leaves a picture in its place while a person corrects it', () => {
  const corrected = STILLS.map((one) =>
    one.id === 3 ? still(3, [{ confidence: 0.55, corrected: 'without_mask' }]) : one,
  );
  expect(chosen(corrected)).toEqual([4, 3, 2]);
});

it('does not change the order of the other filters', () => {
  expect(chosenStills(STILLS, 'all')).toEqual(STILLS);
  expect(chosenStills(STILLS, 'problems').map(({ id }) => id)).toEqual([5]);
  expect(chosenStills(STILLS, 'unsure').map(({ id }) => id)).toEqual([3]);
});
