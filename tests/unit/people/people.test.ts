import { describe, expect, it } from 'vitest';
import { NOBODY, type PeopleState, updatePeople } from '@/lib/people/people';
import type { JudgedFace } from '@/lib/vision/detector-types';

function masked(x: number): JudgedFace {
  return {
    box: { x, y: 200, width: 120, height: 130 },
    faceScore: 0.9,
    isFace: 1,
    label: 'with_mask',
    confidence: 0.96,
    scores: { with_mask: 0.95, without_mask: 0.03, incorrect_mask: 0.01, background: 0.01 },
  };
}

function show(frames: readonly (readonly JudgedFace[])[], stepMs = 100): PeopleState[] {
  let state = NOBODY;
  return frames.map((faces, i) => {
    state = updatePeople(state, { faces }, 2000 + i * stepMs);
    return state;
  });
}

describe('updatePeople', () => {
  it('counts people and not frames', () => {
    const states = show(Array(20).fill([masked(100), masked(700)]));
    expect(states.at(-1)?.count).toBe(2);
    expect(states.at(-1)?.people.map(({ id, label }) => [id, label])).toEqual([
      [1, 'with_mask'],
      [2, 'with_mask'],
    ]);
  });

  it('takes a box that appears once for nobody', () => {
    const states = show([[masked(100)], [masked(100)], [masked(100), masked(700)], [masked(100)]]);
    expect(states.map(({ count }) => count)).toEqual([0, 1, 1, 1]);
    expect(states[2]?.people).toHaveLength(1);
  });

  it('settles a label within a second of arrival at ten frames a second', () => {
    const states = show(Array(10).fill([masked(100)]));
    expect(states.findIndex(({ people }) => people[0]?.label === 'with_mask')).toBeLessThan(5);
  });

  it('says for how long a face has been seen, from its very first frame', () => {
    const states = show(Array(4).fill([masked(100)]));
    expect(states.map(({ people }) => people[0]?.seenForMs)).toEqual([undefined, 100, 200, 300]);
  });

  it('keeps the box of a face for a moment after it was lost, and no longer', () => {
    const states = show([...Array(5).fill([masked(100)]), ...Array(6).fill([])]);
    expect(states.map(({ people }) => people.length)).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0]);
  });

  it('knows a person again who was hidden for a second', () => {
    const hidden = [...Array(5).fill([masked(100)]), ...Array(10).fill([]), [masked(110)]];
    const last = show(hidden).at(-1);
    expect(last?.count).toBe(1);
    expect(last?.people.map(({ id, label }) => [id, label])).toEqual([[1, 'with_mask']]);
  });

  it('forgets tracks that have ended', () => {
    const last = show([...Array(5).fill([masked(100)]), ...Array(30).fill([])]).at(-1);
    expect(last?.votes.size).toBe(0);
    expect(last?.personIds.size).toBe(0);
    expect(last?.count).toBe(1);
  });
});
