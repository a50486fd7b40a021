import { describe, expect, it } from 'vitest';
import { matchFaces } from '@/scripts/evaluation/match-faces';

const at = (x: number, width = 100) => ({ box: { x, y: 20, width, height: 120 } });
const marked = (...places: number[]) => ({
  faces: places.map((x) => ({ label: 'with_mask' as const, ...at(x) })),
  unlabelled: [],
  ignored: [],
});

describe('matchFaces', () => {
  it('matches a face with the box of the largest overlap, and only once', () => {
    const [near, nearer] = [at(30), at(10)];
    const { judged, unmatched } = matchFaces(marked(0), [near, nearer]);
    expect(judged).toEqual([nearer]);
    expect(unmatched).toEqual([near]);
  });

  it('matches two faces side by side with one box each', () => {
    const [left, right] = [at(12), at(58)];
    expect(matchFaces(marked(0, 50), [right, left]).judged).toEqual([left, right]);
  });

  it('requires an IoU of at least 0.3', () => {
    // Two boxes of width 100, shifted by d, have an IoU of (100 - d) / (100 + d).
    expect(matchFaces(marked(0), [at(53)]).judged).toEqual([at(53)]);
    const missed = matchFaces(marked(0), [at(55)]);
    expect(missed).toMatchObject({ judged: [null], unmatched: [at(55)] });
  });

  it('separates boxes on left-out faces and on possible faces from false boxes', () => {
    const known = { ...marked(0), unlabelled: [at(300)], ignored: [at(600).box] };
    const boxes = [0, 300, 310, 600, 610, 900].map((x) => at(x));
    const { judged, leftOut, ignored, unmatched } = matchFaces(known, boxes);
    expect(judged).toEqual([at(0)]);
    expect(leftOut).toEqual([at(300)]);
    expect(ignored).toEqual([at(600), at(610)]);
    expect(unmatched).toEqual([at(310), at(900)]);
  });
});
