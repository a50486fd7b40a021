import { describe, expect, it } from 'vitest';
import { facesFollowed, nobody, type PeopleState, peopleIn } from '@/lib/people/people';
import { UNSEEN_TO_END_MS } from '@/lib/people/track';
import type { FoundFace } from '@/lib/vision/detector-types';
import { foundFace, playPeople } from '../../support/play-people';

const many = (count: number, ...faces: FoundFace[]) => Array<FoundFace[]>(count).fill(faces);
const lastOf = (played: readonly { readonly state: PeopleState }[]) =>
  played.at(-1)?.state ?? nobody();
const idsAndLabels = (state: PeopleState) => peopleIn(state).map(({ id, label }) => [id, label]);

describe('people', () => {
  it('are counted, not frames', () => {
    const last = lastOf(playPeople(many(20, foundFace(100), foundFace(700))));
    expect(last.count).toBe(2);
    expect(idsAndLabels(last)).toEqual([
      [1, 'with_mask'],
      [2, 'with_mask'],
    ]);
  });

  it('do not include a box that appears only once', () => {
    const a = foundFace(100);
    const states = playPeople([[a], [a], [a, foundFace(700)], [a]]).map(({ state }) => state);
    expect(states.map(({ count }) => count)).toEqual([0, 1, 1, 1]);
    expect(peopleIn(states[2] as PeopleState)).toHaveLength(1);
  });

  it('are not two if one face is found twice for a moment', () => {
    const [face, beside] = [foundFace(100), { ...foundFace(145), faceScore: 0.4 }];
    const flicker = [[face, beside], ...many(4, face, beside), ...many(15, face)];
    expect(lastOf(playPeople(flicker)).count).toBe(1);
    // Two people, one in front of the other, count as two after 1 s.
    expect(lastOf(playPeople(many(15, face, beside))).count).toBe(2);
  });

  it('have a label within half a second of arrival at ten frames a second', () => {
    const played = playPeople(many(10, foundFace(100)));
    const first = played.findIndex(({ state }) => peopleIn(state)[0]?.label === 'with_mask');
    expect(first).toBeLessThan(5);
  });

  it('carry the last judgement that agrees with their label', () => {
    const [person] = peopleIn(lastOf(playPeople(many(10, foundFace(100)))));
    expect(person).toMatchObject({
      label: 'with_mask',
      faceScore: 0.9,
      scores: { with_mask: 0.95 },
    });
  });

  it('say how long their face has been seen, from its first frame', () => {
    const played = playPeople(many(4, foundFace(100)));
    expect(played.map(({ state }) => peopleIn(state)[0]?.seenForMs)).toEqual([
      undefined,
      100,
      200,
      300,
    ]);
  });

  it('keep their box for a moment after their face is lost, and no longer', () => {
    const played = playPeople([...many(5, foundFace(100)), ...many(6)]);
    expect(played.map(({ state }) => peopleIn(state).length)).toEqual([
      0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0,
    ]);
  });

  it('are recognised after they were hidden for a second', () => {
    const last = lastOf(playPeople([...many(5, foundFace(100)), ...many(10), [foundFace(110)]]));
    expect(last.count).toBe(1);
    expect(idsAndLabels(last)).toEqual([[1, 'with_mask']]);
  });

  it('are forgotten after they leave', () => {
    const last = lastOf(playPeople([...many(5, foundFace(100)), ...many(30)]));
    expect(last.tracks).toEqual([]);
    expect(last.count).toBe(1);
  });
});

describe('a gap between two frames', () => {
  /** A masked person, then nothing for the gap, then a bare face in the same place. */
  function strangerAfter(gapMs: number) {
    const before = lastOf(playPeople(many(10, foundFace(100))));
    return playPeople(many(3, foundFace(100)), {
      from: before,
      startMs: (before.last?.atMs ?? 0) + gapMs,
      labelOf: () => 'without_mask',
    }).map(({ state }) => idsAndLabels(state));
  }

  it('ends every track if it is long: nobody inherits a label', () => {
    expect(strangerAfter(UNSEEN_TO_END_MS + 1)).toEqual([
      [],
      [[2, 'without_mask']],
      [[2, 'without_mask']],
    ]);
  });

  it('ends no track if it is short', () => {
    expect(strangerAfter(UNSEEN_TO_END_MS)[0]).toEqual([[1, 'with_mask']]);
  });

  it('is counted only once on a machine that is slow for every frame', () => {
    const last = lastOf(playPeople(many(4, foundFace(100)), { stepMs: 2 * UNSEEN_TO_END_MS }));
    expect([last.gaps, last.count]).toEqual([1, 1]);
    expect(idsAndLabels(last)).toEqual([[1, 'with_mask']]);
  });

  it('can follow another gap: one long step does not set the pace', () => {
    const before = lastOf(playPeople(many(10, foundFace(100))));
    const stall = UNSEEN_TO_END_MS * 4;
    const startMs = (before.last?.atMs ?? 0) + stall;
    const after = lastOf(
      playPeople(many(2, foundFace(100)), { from: before, startMs, stepMs: stall }),
    );
    expect(after.gaps).toBe(2);
    expect(idsAndLabels(after)).toEqual([]);
  });

  it('is counted', () => {
    const before = lastOf(playPeople(many(3, foundFace(100))));
    const startMs = (before.last?.atMs ?? 0) + UNSEEN_TO_END_MS + 1;
    const after = lastOf(playPeople(many(3, foundFace(100)), { from: before, startMs }));
    expect([before.gaps, after.gaps]).toEqual([0, 1]);
  });
});

describe('a frame of another size', () => {
  const face = (x: number, y: number, size: number) => [foundFace(x, y, size)];
  const play = (from: PeopleState, frame: { width: number; height: number }, faces: FoundFace[]) =>
    lastOf(playPeople([faces], { from, frame, startMs: (from.last?.atMs ?? 0) + 100 }));
  const upright = { width: 720, height: 1280 };
  const across = { width: 1280, height: 720 };
  // 40 px right of the middle and 60 px above it.
  const before = lastOf(playPeople(many(10, ...face(620, 240, 120)), { frame: across }));

  it('keeps the person when a phone is turned', () => {
    const after = play(before, upright, face(340, 520, 120));
    expect(after.count).toBe(1);
    expect(peopleIn(after)[0]?.box.x).toBeCloseTo(340, 0);
    expect(peopleIn(after)[0]?.box.y).toBeCloseTo(520, 0);
  });

  it('keeps the person when a camera changes its resolution', () => {
    const after = play(before, { width: 640, height: 360 }, face(310, 120, 60));
    expect(after.count).toBe(1);
    expect(peopleIn(after)[0]?.box.width).toBeCloseTo(60, 0);
  });
});

describe('a box that is not a face', () => {
  it('is judged only from time to time, is not followed, and is not counted', () => {
    const played = playPeople(many(20, foundFace(300)), { labelOf: () => null });
    expect(played.flatMap(({ judged }) => judged).length).toBeLessThanOrEqual(4);
    const last = lastOf(played);
    expect([last.count, peopleIn(last), facesFollowed(last)]).toEqual([0, [], 0]);
  });

  it('may turn out to be a face, whose time counts from then on', () => {
    const played = playPeople(many(20, foundFace(300)), {
      labelOf: (_, i) => (i < 3 ? null : 'with_mask'),
    });
    const last = lastOf(played);
    expect(idsAndLabels(last)).toEqual([[1, 'with_mask']]);
    // Refused at 0 ms and accepted at 600 ms. The last frame is 1,300 ms later.
    expect(peopleIn(last)[0]?.seenForMs).toBe(1300);
  });

  it('hides a person while it covers them', () => {
    const played = playPeople(many(24, foundFace(300)), {
      labelOf: (_, i) => (i < 10 || i > 20 ? 'with_mask' : null),
    });
    const shown = played.map(({ state }) => peopleIn(state).length);
    expect(shown.slice(2, 10)).toEqual(Array(8).fill(1));
    expect(shown.slice(18, 21)).toEqual([0, 0, 0]);
    expect(idsAndLabels(lastOf(played))).toEqual([[1, 'with_mask']]);
  });
});

describe('nobody', () => {
  it('continues to count from a given number', () => {
    const played = playPeople(many(3, foundFace(100)), { from: nobody(41) });
    expect(idsAndLabels(lastOf(played))).toEqual([[42, 'with_mask']]);
  });
});
