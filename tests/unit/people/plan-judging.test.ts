import { describe, expect, it } from 'vitest';
import { NOBODY, updatePeople } from '@/lib/people/people';
import { planJudging } from '@/lib/people/plan-judging';
import type { FoundFace, JudgedFace } from '@/lib/vision/detector-types';
import { chooseFaces } from '@/lib/vision/find/choose-faces';
import type { FaceLabel } from '@/lib/vision/labels';

function found(x: number): FoundFace {
  return { box: { x, y: 200, width: 120, height: 130 }, faceScore: 0.9 };
}

function judged(face: FoundFace, label: FaceLabel): JudgedFace {
  const scores = { with_mask: 0.02, without_mask: 0.02, incorrect_mask: 0.01, background: 0.01 };
  return { ...face, isFace: 1, label, confidence: 0.95, scores: { ...scores, [label]: 0.95 } };
}

/**
 * Plays frames as the page and the detector do together.
 * @param frames where the faces are, by frame
 * @param labelOf what the classifier says of the face at `x`; null for no face
 * @returns which faces were judged in each frame, by `x`, and the last state
 */
function play(
  frames: readonly (readonly number[])[],
  labelOf: (x: number, frame: number) => FaceLabel | null = () => 'with_mask',
  stepMs = 100,
) {
  let state = NOBODY;
  const judgements = frames.map((places, i) => {
    const atMs = 1000 + i * stepMs;
    const faces = places.map(found);
    const boxes = faces.map(({ box }) => box);
    const chosen = new Set(chooseFaces(boxes, planJudging(state, atMs)));
    const of = (wanted: (label: FaceLabel | null) => boolean) =>
      faces.filter(({ box }, k) => chosen.has(k) && wanted(labelOf(box.x, i)));
    state = updatePeople(
      state,
      {
        faces: of((label) => label !== null).map((face) =>
          judged(face, labelOf(face.box.x, i) as FaceLabel),
        ),
        dismissed: of((label) => label === null),
        unjudged: faces.filter((_, k) => !chosen.has(k)),
      },
      atMs,
    );
    return places.filter((_, k) => chosen.has(k));
  });
  return { judgements, state };
}

const CROWD = Array.from({ length: 16 }, (_, i) => 10 + i * 200);

describe('planJudging', () => {
  it('judges a face until it has settled, and then twice a second', () => {
    const { judgements } = play(Array(22).fill([300]));
    expect(judgements.slice(0, 2).flat()).toEqual([300, 300]);
    const later = judgements.slice(2).filter((one) => one.length > 0);
    expect(later.length).toBeGreaterThanOrEqual(3);
    expect(later.length).toBeLessThanOrEqual(4);
  });

  it('sees within a second that a mask came off, and looks closely while it does', () => {
    const { state } = play(Array(30).fill([300]), (_, i) =>
      i < 20 ? 'with_mask' : 'without_mask',
    );
    expect(state.people[0]?.label).toBe('without_mask');
  });

  it('judges a newcomer at once, however many have settled', () => {
    const settled = CROWD.slice(0, 8);
    const frames = [...Array(30).fill(settled), [...settled, 3000], [...settled, 3000]];
    expect(
      play(frames)
        .judgements.slice(-2)
        .map((one) => one.includes(3000)),
    ).toEqual([true, true]);
  });

  it('labels sixteen at once within a second, a few in each frame', () => {
    const { judgements, state } = play(Array(10).fill(CROWD));
    expect(Math.max(...judgements.map((one) => one.length))).toBeLessThanOrEqual(4);
    expect(state.people.map(({ label }) => label)).toEqual(Array(16).fill('with_mask'));
    expect(state.count).toBe(16);
  });

  it('lets doubtful faces starve nobody', () => {
    const { judgements } = play(Array(40).fill(CROWD.slice(0, 6)), (x, i) =>
      x < 1000 && i % 2 ? 'without_mask' : 'with_mask',
    );
    const last = judgements.slice(-15).flat();
    for (const x of CROWD.slice(0, 6)) expect(last).toContain(x);
  });

  it('looks at what is no face only from time to time, and counts nobody', () => {
    const { judgements, state } = play(Array(20).fill([300]), () => null);
    expect(judgements.flat().length).toBeLessThanOrEqual(4);
    expect([state.count, state.people]).toEqual([0, []]);
  });

  it('takes back that something is no face', () => {
    const { state } = play(Array(20).fill([300]), (_, i) => (i < 3 ? null : 'with_mask'));
    expect(state.people.map(({ label }) => label)).toEqual(['with_mask']);
  });
});

describe('chooseFaces', () => {
  const [a, b] = [found(100).box, found(600).box];

  it('takes the longest overdue, and leaves out what is not due', () => {
    const plan = { expected: [{ box: a, overdueMs: 40 }], mostFaces: 4 };
    expect(chooseFaces([a, b], plan)).toEqual([1, 0]);
    expect(chooseFaces([a, b], { ...plan, mostFaces: 1 })).toEqual([1]);
    const early = { expected: [{ box: a, overdueMs: -40 }], mostFaces: 4 };
    expect(chooseFaces([a, b], early)).toEqual([1]);
  });

  it('takes a box for the face that it overlaps most', () => {
    const near = { ...a, x: a.x + 40 };
    const expected = [
      { box: near, overdueMs: 10 },
      { box: a, overdueMs: -10 },
    ];
    expect(chooseFaces([a], { expected, mostFaces: 4 })).toEqual([]);
  });
});
