import { describe, expect, it } from 'vitest';
import { peopleIn } from '@/lib/people/people';
import type { FoundFace } from '@/lib/vision/detector-types';
import type { FaceLabel } from '@/lib/vision/labels';
import { foundFace, playPeople } from '../../support/play-people';

/** @returns the `x` of the faces judged in each frame, and the people after the last frame */
function play(
  frames: readonly (readonly number[])[],
  labelOf: (x: number, frame: number) => FaceLabel | null = () => 'with_mask',
) {
  const played = playPeople(
    frames.map((places) => places.map((x) => foundFace(x))),
    { labelOf: ({ x }, frame) => labelOf(x, frame) },
  );
  const judgements = played.map(({ judged }, i) =>
    judged.map((index) => (frames[i] as readonly number[])[index] as number),
  );
  const state = played.at(-1)?.state;
  return { judgements, people: state ? peopleIn(state) : [] };
}

const CROWD = Array.from({ length: 16 }, (_, i) => 10 + i * 240);

describe('planJudging', () => {
  it('judges a face in every frame until it settles, then twice a second', () => {
    const { judgements } = play(Array(22).fill([300]));
    expect(judgements.slice(0, 2).flat()).toEqual([300, 300]);
    const later = judgements.slice(2).filter((one) => one.length > 0);
    expect(later.length).toBeGreaterThanOrEqual(3);
    expect(later.length).toBeLessThanOrEqual(4);
  });

  it('sees within a second that a mask came off, and judges often meanwhile', () => {
    const { people } = play(Array(30).fill([300]), (_, i) =>
      i < 20 ? 'with_mask' : 'without_mask',
    );
    expect(people[0]?.label).toBe('without_mask');
  });

  it('judges a new face at once, even among many settled ones', () => {
    const settled = CROWD.slice(0, 8);
    const frames = [...Array(30).fill(settled), [...settled, 3000], [...settled, 3000]];
    expect(
      play(frames)
        .judgements.slice(-2)
        .map((one) => one.includes(3000)),
    ).toEqual([true, true]);
  });

  it('judges a face at once if it hardly overlaps its last box: it may be another', () => {
    const near = foundFace(300);
    const swapped: FoundFace = { ...near, box: { ...near.box, x: near.box.x + 80 } };
    const frames = [...Array<FoundFace[]>(4).fill([near]), [swapped]];
    expect(playPeople(frames).map(({ judged }) => judged.length)).toEqual([1, 1, 0, 0, 1]);
  });

  it('labels 16 faces within a second, a few in each frame', () => {
    const { judgements, people } = play(Array(10).fill(CROWD));
    expect(Math.max(...judgements.map((one) => one.length))).toBeLessThanOrEqual(4);
    expect(people.map(({ label }) => label)).toEqual(Array(16).fill('with_mask'));
  });

  it('judges the longest overdue faces first', () => {
    const { judgements } = play([[10, 250], ...Array(3).fill([10, 250, 490, 730, 970])]);
    expect(judgements[0]).toEqual([10, 250]);
    expect(judgements[1]?.slice(0, 3)).toEqual([490, 730, 970]);
  });

  it('judges every face, even if some stay doubtful', () => {
    const { judgements } = play(Array(40).fill(CROWD.slice(0, 6)), (x, i) =>
      x < 1000 && i % 2 ? 'without_mask' : 'with_mask',
    );
    const last = judgements.slice(-15).flat();
    for (const x of CROWD.slice(0, 6)) expect(last).toContain(x);
  });
});
