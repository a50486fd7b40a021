import { describe, expect, it } from 'vitest';
import { faceProbability } from '@/lib/vision/judge/face-evidence';
import { fitFaceEvidence, type JudgedBox } from '@/scripts/evaluation/fit-face-evidence';
import { seededRandom } from '@/scripts/support/random';

const TRUTH = { bias: -1, classifier: 0.6, finder: 1.4 };

/** Boxes that show a face with the probability that `TRUTH` gives. */
function drawn(count: number): JudgedBox[] {
  const random = seededRandom(5);
  return Array.from({ length: count }, () => {
    const [noBackground, faceScore] = [0.5 + 0.5 * random(), 0.2 + 0.8 * random()];
    const p = faceProbability({ background: 1 - noBackground }, faceScore, TRUTH);
    return { noBackground, faceScore, isFace: random() < p };
  });
}

describe('fitFaceEvidence', () => {
  it('recovers the weight of each network', () => {
    const { bias, classifier, finder } = fitFaceEvidence(drawn(20_000));
    expect(Math.abs(bias - TRUTH.bias)).toBeLessThan(0.15);
    expect(Math.abs(classifier - TRUTH.classifier)).toBeLessThan(0.15);
    expect(Math.abs(finder - TRUTH.finder)).toBeLessThan(0.15);
  });

  it('is calibrated in every range of probability', () => {
    const boxes = drawn(20_000);
    const evidence = fitFaceEvidence(boxes);
    for (const low of [0.3, 0.5, 0.7, 0.9]) {
      const inside = boxes
        .map((box) => ({
          ...box,
          p: faceProbability({ background: 1 - box.noBackground }, box.faceScore, evidence),
        }))
        .filter(({ p }) => p >= low && p < low + 0.1);
      const said = inside.reduce((sum, { p }) => sum + p, 0) / inside.length;
      const right = inside.filter(({ isFace }) => isFace).length / inside.length;
      expect(Math.abs(said - right)).toBeLessThan(0.03);
    }
  });

  it('relies on the classifier if there is almost no data', () => {
    const { classifier, finder } = fitFaceEvidence([
      { noBackground: 0.9, faceScore: 0.6, isFace: true },
    ]);
    expect(classifier).toBeGreaterThan(0.7);
    expect(finder).toBeLessThan(0.5);
  });
});
