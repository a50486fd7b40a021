import { describe, expect, it } from 'vitest';
import { faceCrop } from '@/lib/vision/judge/face-crop';
import { verdict } from '@/lib/vision/judge/verdict';

/** The box certainly shows a face. */
const FACE = 1;
const thresholds = { sure: 0.7 };
const scores = (w: number, n: number, i: number, b: number) => ({
  with_mask: w,
  without_mask: n,
  incorrect_mask: i,
  background: b,
});

describe('verdict', () => {
  it('shares the probability among the face classes', () => {
    const { label, confidence } = verdict(
      { scores: scores(0.6, 0.1, 0.05, 0.25) },
      FACE,
      thresholds,
    );
    expect(label).toBe('with_mask');
    expect(confidence).toBeCloseTo(0.8);
  });

  it.each([
    [0.65, 0.25, 0.1],
    [0.35, 0.55, 0.1],
    [0.35, 0.1, 0.55],
  ])(
    'is unsure if neither a correctly worn mask nor its absence is certain: %f, %f, %f',
    (...shares) => {
      const { label, confidence } = verdict({ scores: scores(...shares, 0) }, FACE, thresholds);
      expect(label).toBe('unsure');
      expect(confidence).toBeCloseTo(Math.max(...shares));
    },
  );

  it.each([
    [0.1, 0.5, 0.4, 'without_mask'],
    [0.1, 0.4, 0.5, 'incorrect_mask'],
    [0.3, 0.36, 0.34, 'without_mask'],
  ] as const)(
    'names the likelier of without_mask and incorrect_mask: %f, %f, %f',
    (w, n, i, wanted) => {
      const { label, confidence } = verdict(
        { scores: scores(0.8 * w, 0.8 * n, 0.8 * i, 0.2) },
        FACE,
        thresholds,
      );
      expect(label).toBe(wanted);
      expect(confidence).toBeCloseTo(Math.max(n, i));
    },
  );

  it('is no surer of its verdict than of the face in the box', () => {
    const worn = { scores: scores(0.76, 0.02, 0.02, 0.2) };
    expect(verdict(worn, 0.8, thresholds)).toEqual({
      label: 'with_mask',
      confidence: expect.closeTo(0.76, 6),
    });
    // If it is a face, it wears a mask. It may be no face: only the confidence says so.
    expect(verdict(worn, 0.6, thresholds)).toEqual({
      label: 'with_mask',
      confidence: expect.closeTo(0.57, 6),
    });
  });

  it('tells how a mask is worn if one way has most of the probability', () => {
    const worn = (nose: number, chin: number) =>
      verdict(
        {
          scores: scores(0.04, 0.06, nose + chin, 0),
          ways: { nose_uncovered: nose, under_chin: chin },
        },
        FACE,
        thresholds,
      ).worn;
    expect(worn(0.7, 0.2)).toBe('nose_uncovered');
    expect(worn(0.15, 0.75)).toBe('under_chin');
    expect(worn(0.5, 0.4)).toBeUndefined();
  });

  it('tells no way unless a mask is worn incorrectly', () => {
    const bare = {
      scores: scores(0.02, 0.9, 0.08, 0),
      ways: { nose_uncovered: 0.079, under_chin: 0.001 },
    };
    expect(verdict(bare, FACE, thresholds)).not.toHaveProperty('worn');
  });

  it('is sure at the threshold itself', () => {
    const at = { ...thresholds, sure: 0.75 };
    expect(verdict({ scores: scores(0.75, 0.25, 0, 0) }, FACE, at).label).toBe('with_mask');
    expect(verdict({ scores: scores(0.25, 0, 0.75, 0) }, FACE, at).label).toBe('incorrect_mask');
  });

  it('is unsure if no face class has any probability', () => {
    expect(verdict({ scores: scores(0, 0, 0, 1) }, FACE, thresholds)).toEqual({
      label: 'unsure',
      confidence: 0,
    });
  });
});

describe('faceCrop', () => {
  it("is a square around the box's middle, its edge a multiple of the longer edge", () => {
    const crop = faceCrop({ x: 100, y: 50, width: 40, height: 60 }, 1.5);
    expect(crop).toEqual({ x: 75, y: 35, width: 90, height: 90 });
  });
});
