import { expect, it } from 'vitest';
import { judgeStill, MOST_FACES } from '@/lib/stills/judge-still';
import { isJudged } from '@/lib/stills/still-result';
import type { DetectOptions, JudgedFace } from '@/lib/vision/detector-types';

const FRAME = { data: new Uint8Array(4), width: 1, height: 1 };
const decoded = async () => ({ frame: FRAME, size: { width: 2, height: 2 } });

/** A detector without networks that finds a crowd. It obeys `maxFaces` as the real one does. */
function crowd(people: number) {
  const face: JudgedFace = {
    box: { x: 0, y: 0, width: 1, height: 1 },
    faceScore: 0.9,
    isFace: 1,
    label: 'unsure',
    confidence: 0.5,
    scores: { with_mask: 0.5, without_mask: 0.5, incorrect_mask: 0, background: 0 },
  };
  return {
    detect: async (_frame: unknown, { maxFaces = 16 }: DetectOptions = {}) => ({
      frame: FRAME,
      faces: Array.from({ length: Math.min(people, maxFaces) }, () => face),
      times: { grab: 0, find: 0, crop: 0, judge: 0 },
    }),
  };
}

it.each([
  [78, 78, false],
  [1000, 1000, false],
  [1001, MOST_FACES, true],
  [5000, MOST_FACES, true],
])('of %i faces, %i are reported', async (people, reported, more) => {
  const result = await judgeStill(crowd(people), 'crowd.jpg', decoded);
  if (!isJudged(result)) throw new Error('The still was not judged');
  expect(result.faces).toHaveLength(reported);
  expect(result.moreFaces ?? false).toBe(more);
  expect('moreFaces' in result).toBe(more);
});
