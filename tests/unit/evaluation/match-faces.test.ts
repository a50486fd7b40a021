import { describe, expect, it } from 'vitest';
import { matchFaces } from '@/scripts/evaluation/match-faces';

const at = (x: number, width = 100) => ({ box: { x, y: 20, width, height: 120 } });
const marked = (x: number) => ({ label: 'with_mask' as const, ...at(x) });

describe('matchFaces', () => {
  it('gives each found box to the face that it covers best, once', () => {
    const [near, nearer] = [at(30), at(10)];
    const { judged, unmatched } = matchFaces([marked(0)], [near, nearer]);
    expect(judged).toEqual([nearer]);
    expect(unmatched).toEqual([near]);
  });

  it('lets two faces side by side have a box each', () => {
    const [left, right] = [at(12), at(58)];
    expect(matchFaces([marked(0), marked(50)], [right, left]).judged).toEqual([left, right]);
  });

  it('takes an overlap of 0.3 and no less', () => {
    // Moved by d of 100, two boxes overlap by (100 - d) / (100 + d).
    expect(matchFaces([marked(0)], [at(53)]).judged).toEqual([at(53)]);
    const missed = matchFaces([marked(0)], [at(55)]);
    expect(missed).toEqual({ judged: [null], unmatched: [at(55)] });
  });
});
