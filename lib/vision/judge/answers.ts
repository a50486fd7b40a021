import {
  CLASS_LABELS,
  type ClassLabel,
  classOf,
  type OutputLabel,
  type Scores,
  WORN_WAYS,
  type WornWay,
} from '../labels.ts';

/** What the network says of one face. */
export interface Answer {
  readonly scores: Scores;
  /**
   * Probability of each way of wearing a mask incorrectly; they add up to `scores.incorrect_mask`. Absent
   * where the network does not tell them apart.
   */
  readonly ways?: Readonly<Record<WornWay, number>>;
}

/**
 * The logits of classes from those of the outputs: where several outputs belong to one class, the logarithm
 * of the sum of their exponentials, so that softmax gives the class the sum of their probabilities.
 * @param outputs what each logit stands for
 * @param classes the classes wanted; each has an output
 */
export function classLogits(
  outputs: readonly OutputLabel[],
  logits: ArrayLike<number>,
  classes: readonly ClassLabel[],
): number[] {
  return classes.map((label) => {
    const own = outputs.flatMap((output, i) =>
      classOf(output) === label ? [logits[i] as number] : [],
    );
    const top = Math.max(...own);
    return top + Math.log(own.reduce((sum, x) => sum + Math.exp(x - top), 0));
  });
}

/**
 * Calibrated probabilities from the network's logits.
 * @param temperature of the classes, as the manifest has it
 */
export function answerOf(
  outputs: readonly OutputLabel[],
  logits: ArrayLike<number>,
  temperature: number,
): Answer {
  const classes = CLASS_LABELS.filter((label) => outputs.some((o) => classOf(o) === label));
  const scaled = classLogits(outputs, logits, classes).map((x) => x / temperature);
  const top = Math.max(...scaled);
  const weights = scaled.map((x) => Math.exp(x - top));
  const total = weights.reduce((sum, x) => sum + x, 0);
  const scores = { with_mask: 0, without_mask: 0, incorrect_mask: 0, background: 0 };
  classes.forEach((label, i) => {
    scores[label] = (weights[i] as number) / total;
  });
  const [nose, chin] = WORN_WAYS.map((way) => outputs.indexOf(way)) as [number, number];
  if (nose < 0 || chin < 0) return { scores };
  const noseShare = 1 / (1 + Math.exp((logits[chin] as number) - (logits[nose] as number)));
  return {
    scores,
    ways: {
      nose_uncovered: scores.incorrect_mask * noseShare,
      under_chin: scores.incorrect_mask * (1 - noseShare),
    },
  };
}

/** The mean of two answers to the same question. */
export function meanAnswer(a: Answer, b: Answer): Answer {
  const mean = <Name extends string>(x: Record<Name, number>, y: Record<Name, number>) =>
    Object.fromEntries(
      Object.keys(x).map((name) => [name, (x[name as Name] + y[name as Name]) / 2]),
    ) as Record<Name, number>;
  return {
    scores: mean(a.scores, b.scores),
    ...(a.ways && b.ways && { ways: mean(a.ways, b.ways) }),
  };
}
