import { describe, expect, it } from 'vitest';
import { dropEnclosed, type FaceCandidate, mergeOverlapping } from '@/lib/vision/find/suppress';

function candidate(x: number, score: number): FaceCandidate {
  return { box: { x, y: 0, width: 100, height: 100 }, score, landmarks: [{ x: x + 30, y: 40 }] };
}

describe('mergeOverlapping', () => {
  it('merges overlapping boxes into one face, weighted by score', () => {
    const [face, ...others] = mergeOverlapping([candidate(20, 0.3), candidate(0, 0.9)], 0.3);
    expect(others).toEqual([]);
    expect(face?.score).toBe(0.9);
    // (0 * 0.9 + 20 * 0.3) / 1.2
    expect(face?.box.x).toBeCloseTo(5);
    expect(face?.landmarks[0]?.x).toBeCloseTo(35);
  });

  it('keeps faces that overlap little, strongest first', () => {
    const faces = mergeOverlapping([candidate(80, 0.5), candidate(0, 0.4)], 0.3);
    expect(faces.map(({ box, score }) => [box.x, score])).toEqual([
      [80, 0.5],
      [0, 0.4],
    ]);
  });

  it('does not chain: a third box joins only by its own overlap with the leader', () => {
    const faces = mergeOverlapping(
      [candidate(0, 0.9), candidate(45, 0.8), candidate(90, 0.7)],
      0.3,
    );
    expect(faces.length).toBe(2);
  });

  it('returns nothing for no candidates', () => {
    expect(mergeOverlapping([], 0.3)).toEqual([]);
  });
});

describe('dropEnclosed', () => {
  const part = (x: number, score: number): FaceCandidate => ({
    ...candidate(x, score),
    box: { x, y: 30, width: 50, height: 40 },
  });

  it('leaves out the weaker part of a larger face, and only that', () => {
    const [whole, mouth, neighbour] = [candidate(0, 0.9), part(65, 0.5), part(75, 0.4)];
    expect(dropEnclosed([whole, mouth, neighbour])).toEqual([whole, neighbour]);
  });

  it('leaves out a weaker, larger box around a face', () => {
    const [face, around, neighbour] = [part(20, 0.9), candidate(0, 0.5), candidate(55, 0.4)];
    expect(dropEnclosed([face, around, neighbour])).toEqual([face, neighbour]);
  });

  it('leaves out only boxes inside a box that stays', () => {
    const [face, around] = [part(20, 0.9), candidate(0, 0.5)];
    const inAround = { ...part(75, 0.3), box: { x: 75, y: 10, width: 20, height: 20 } };
    expect(dropEnclosed([face, around, inAround])).toEqual([face, inAround]);
  });
});
