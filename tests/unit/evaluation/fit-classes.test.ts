import { expect, it } from 'vitest';
import { CLASS_LABELS, type FaceLabel, type Scores } from '@/lib/vision/labels';
import { corrected, fitClasses, type LabelledScores } from '@/scripts/evaluation/fit-classes';
import { seededRandom } from '@/scripts/support/random';
import { softmax } from '@/scripts/training/report/metrics';

const LOG_ODDS = 1.2;

function scoresOf(logits: readonly number[]): Scores {
  const shares = softmax(logits);
  return Object.fromEntries(
    CLASS_LABELS.map((label, k) => [label, shares[k]]),
  ) as unknown as Scores;
}

/** Faces of a network that gives `incorrect_mask`, a rare label, too little by `LOG_ODDS`, and is twice too sure. */
function drawn(count: number, labels: readonly FaceLabel[]): LabelledScores[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, () => {
    const truly = CLASS_LABELS.map((one) => 4 * random() - (one === 'incorrect_mask' ? 3 : 0));
    const odds = labels.map((one) => Math.exp(truly[CLASS_LABELS.indexOf(one)] as number));
    const said = truly.map((x, k) => (CLASS_LABELS[k] === 'incorrect_mask' ? x - LOG_ODDS : x));
    return { label: pick(labels, odds, random()), scores: scoresOf(said.map((x) => 2 * x)) };
  });
}

/** @param at 0 to 1 */
function pick(labels: readonly FaceLabel[], weights: readonly number[], at: number): FaceLabel {
  let left = at * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [k, label] of labels.entries()) {
    left -= weights[k] as number;
    if (left < 0) return label;
  }
  return labels.at(-1) as FaceLabel;
}

it('finds by how much a class gets too little, and how much too sure the network is', () => {
  const faces = drawn(20_000, ['with_mask', 'without_mask', 'incorrect_mask']);
  const { temperature, bias } = fitClasses(faces);
  expect(Math.abs(temperature - 2)).toBeLessThan(0.1);
  const [mask, bare, incorrect, background] = bias as [number, number, number, number];
  expect(Math.abs(mask - bare)).toBeLessThan(0.1);
  expect(Math.abs(incorrect - LOG_ODDS)).toBeLessThan(0.15);
  expect(background).toBe(0);
});

it('leaves nothing to correct', () => {
  const faces = drawn(5000, ['with_mask', 'without_mask', 'incorrect_mask']);
  const correction = fitClasses(faces);
  const after = fitClasses(
    faces.map(({ scores, label }) => ({ label, scores: corrected(scores, correction) })),
  );
  expect(after.temperature).toBeCloseTo(1, 1);
  for (const bias of after.bias) expect(Math.abs(bias)).toBeLessThan(0.05);
});

it('leaves a class alone of which there is no face', () => {
  const { bias } = fitClasses(drawn(2000, ['with_mask', 'without_mask']));
  expect(bias[2]).toBe(0);
});

it('keeps the sum of the probabilities', () => {
  const scores = { with_mask: 0.2, without_mask: 0.1, incorrect_mask: 0, background: 0.7 };
  const after = corrected(scores, { temperature: 0.7, bias: [0, 0.3, 1, 0] });
  expect(Object.values(after).reduce((sum, p) => sum + p)).toBeCloseTo(1, 10);
  expect(after.background / after.with_mask).toBeCloseTo((0.7 / 0.2) ** (1 / 0.7), 6);
});
