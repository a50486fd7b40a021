import { describe, expect, it } from 'vitest';
import { castBallot, NO_VOTE, type Vote } from '@/lib/people/vote';
import type { JudgedFace } from '@/lib/vision/detector-types';

type Ballot = Pick<JudgedFace, 'label' | 'scores' | 'isFace' | 'worn'> & {
  readonly quality: number;
};

const MASKED: Ballot = ballot('with_mask', 0.95, 0.03);
const BARE: Ballot = ballot('without_mask', 0.04, 0.94);
const DOUBTFUL: Ballot = ballot('unsure', 0.5, 0.45);

function ballot(label: Ballot['label'], withMask: number, withoutMask: number): Ballot {
  const incorrect = 1 - withMask - withoutMask;
  const scores = {
    with_mask: withMask,
    without_mask: withoutMask,
    incorrect_mask: incorrect,
    background: 0,
  };
  return { label, scores, isFace: 1, quality: 0.9 };
}

/** The vote after each ballot. The ballots are `stepMs` apart. */
function castAll(ballots: readonly Ballot[], stepMs = 100, from: Vote = NO_VOTE): Vote[] {
  let vote = from;
  const startMs = Number.isFinite(from.atMs) ? from.atMs + stepMs : 5000;
  return ballots.map((b, i) => {
    vote = castBallot(vote, b, b.quality, startMs + i * stepMs);
    return vote;
  });
}

describe('castBallot', () => {
  it('is less sure if the boxes hardly show a face', () => {
    const faint = Array(8).fill({ ...MASKED, isFace: 0.8 });
    expect(castAll(faint).at(-1)?.confidence).toBeCloseTo(0.8 * 0.95, 2);
    expect(castAll(Array(8).fill({ ...MASKED, isFace: 0.4 })).at(-1)?.label).toBe('unsure');
  });

  it('tells how a mask is worn if most frames agree', () => {
    const chin: Ballot = { ...ballot('incorrect_mask', 0.02, 0.05), worn: 'under_chin' };
    const nose: Ballot = { ...chin, worn: 'nose_uncovered' };
    expect(castAll([chin, chin, nose, chin, chin]).at(-1)?.worn).toBe('under_chin');
    expect(castAll([chin, nose, chin, nose]).at(-1)?.worn).toBeUndefined();
    const { worn, ...silent } = chin;
    expect(castAll([silent, silent, silent]).at(-1)?.worn).toBeUndefined();
    expect(castAll([chin, chin, chin, ...Array(9).fill(BARE)]).at(-1)?.worn).toBeUndefined();
  });

  it('is unsure after one frame and settles within half a second', () => {
    const votes = castAll(Array(5).fill(MASKED));
    expect(votes.map(({ label }) => label)).toEqual(['unsure', ...Array(4).fill('with_mask')]);
    expect(votes.at(-1)?.confidence).toBeCloseTo(0.95, 2);
  });

  it('does not flicker when single frames disagree', () => {
    const frames = Array.from({ length: 30 }, (_, i) => (i > 4 && i % 3 === 0 ? BARE : MASKED));
    const labels = new Set(
      castAll(frames)
        .slice(4)
        .map(({ label }) => label),
    );
    expect([...labels]).toEqual(['with_mask']);
  });

  it('keeps the label while a hand passes', () => {
    const [settled] = castAll(Array(20).fill(BARE)).slice(-1);
    const covered = castAll(Array(4).fill(DOUBTFUL), 100, settled);
    expect(covered.map(({ label }) => label)).toEqual(Array(4).fill('without_mask'));
  });

  it('changes within a second when the mask comes off', () => {
    const [settled] = castAll(Array(20).fill(MASKED)).slice(-1);
    const after = castAll(Array(10).fill(BARE), 100, settled);
    expect(after[2]?.label).toBe('with_mask');
    expect(after.at(-1)?.label).toBe('without_mask');
  });

  it('stays unsure about a face that is doubtful in every frame', () => {
    const labels = castAll(Array(30).fill(DOUBTFUL)).map(({ label }) => label);
    expect(new Set(labels)).toEqual(new Set(['unsure']));
  });

  it('names the likelier of without_mask and incorrect_mask, and keeps it', () => {
    const bare = ballot('without_mask', 0.04, 0.52);
    const worn = ballot('incorrect_mask', 0.04, 0.44);
    expect(castAll(Array(5).fill(bare)).at(-1)?.label).toBe('without_mask');
    const frames = Array.from({ length: 30 }, (_, i) => (i > 4 && i % 2 === 0 ? worn : bare));
    const labels = castAll(frames).slice(4);
    expect(new Set(labels.map(({ label }) => label))).toEqual(new Set(['without_mask']));
  });

  it('settles even at one frame every two seconds', () => {
    const poor = { ...MASKED, quality: 0.55 };
    expect(castAll(Array(6).fill(poor), 2000).at(-1)?.label).toBe('with_mask');
  });

  it('uses only the face classes', () => {
    const scores = { with_mask: 0.3, without_mask: 0.01, incorrect_mask: 0.01, background: 0.68 };
    const one: Ballot = { label: 'with_mask', scores, isFace: 1, quality: 0.9 };
    const frames = Array(5).fill(one);
    expect(castAll(frames).at(-1)).toMatchObject({ label: 'with_mask' });
    expect(castAll(frames).at(-1)?.confidence).toBeCloseTo(0.3 / 0.32);
  });

  it('does not change the given vote', () => {
    castBallot(NO_VOTE, MASKED, MASKED.quality, 0);
    expect(NO_VOTE.evidence.with_mask).toBe(0);
  });
});
