import { describe, expect, it } from 'vitest';
import { matchFaces } from '@/scripts/evaluation/match-faces';

const at = (x: number, width = 100) => ({ box: { x, y: 20, width, height: 120 } });
const marked = (...places: number[]) => ({
  faces: places.map((x) => ({ label: 'with_mask' as const, ...at(x) })),
  unlabelled: [],
  ignored: [],
});

describe('matchFaces', () => {
  it('gives each found box to the face that it covers best, once', () => {
    const [near, nearer] = [at(30), at(10)];
    const { judged, unmatched } = matchFaces(marked(0), [near, nearer]);
    expect(judged).toEqual([nearer]);
    expect(unmatched).toEqual([near]);
  });

  it('lets two faces side by side have a box each', () => {
    const [left, right] = [at(12), at(58)];
    expect(matchFaces(marked(0, 50), [right, left]).judged).toEqual([left, right]);
  });

  it('takes an overlap of 0.3 and no less', () => {
    // Moved by d of 100, two boxes overlap by (100 - d) / (100 + d).
    expect(matchFaces(marked(0), [at(53)]).judged).toEqual([at(53)]);
    const missed = matchFaces(marked(0), [at(55)]);
    expect(missed).toMatchObject({ judged: [null], unmatched: [at(55)] });
  });

  it('tells left-out faces and what may be faces from boxes on nothing', () => {
    const known = { ...marked(0), unlabelled: [at(300)], ignored: [at(600).box] };
    const boxes = [0, 300, 310, 600, 610, 900].map((x) => at(x));
    const { judged, leftOut, ignored, unmatched } = matchFaces(known, boxes);
    expect(judged).toEqual([at(0)]);
    expect(leftOut).toEqual([at(300)]);
    expect(ignored).toEqual([at(600), at(610)]);
    expect(unmatched).toEqual([at(310), at(900)]);
  });
});
