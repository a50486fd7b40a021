/** Figures of a classifier on labelled samples. All plain numbers. */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A share with its sample size and 95% interval. */
export interface Share {
  readonly share: number;
  readonly n: number;
  readonly interval: Interval;
}

/** `hits` of `n` with Wilson's 95% interval (1927), which holds near 0 and 1 too. */
export function share(hits: number, n: number): Share {
  if (n === 0) return { share: 0, n, interval: { low: 0, high: 1 } };
  const z = 1.959964;
  const p = hits / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return {
    share: p,
    n,
    interval: { low: Math.max(0, middle - half), high: Math.min(1, middle + half) },
  };
}

/** One judged sample. */
export interface Judged {
  /** Index of the true class. */
  readonly truth: number;
  /** One a class. */
  readonly logits: readonly number[];
  /** Of a mask worn incorrectly: the same about the way, where the label tells it. */
  readonly ways?: Judged;
}

/** Index of the largest among the allowed classes. */
export function argmax(values: readonly number[], allowed?: readonly number[]): number {
  const candidates = allowed ?? values.map((_, i) => i);
  return candidates.reduce((best, i) =>
    (values[i] ?? -Infinity) > (values[best] ?? -Infinity) ? i : best,
  );
}

export function softmax(logits: readonly number[], temperature = 1): number[] {
  const top = Math.max(...logits);
  const exps = logits.map((x) => Math.exp((x - top) / temperature));
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map((x) => x / sum);
}

/** Accuracy over the samples whose true class is among `allowed`, predictions among them alone. */
export function accuracyAmong(samples: readonly Judged[], allowed: readonly number[]): Share {
  const relevant = samples.filter(({ truth }) => allowed.includes(truth));
  const right = relevant.filter(({ truth, logits }) => argmax(logits, allowed) === truth);
  return share(right.length, relevant.length);
}

/** confusion[truth][predicted], counts. */
export function confusion(samples: readonly Judged[], classes: number): number[][] {
  const table = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const { truth, logits } of samples) {
    const row = table[truth] as number[];
    const predicted = argmax(logits);
    row[predicted] = (row[predicted] as number) + 1;
  }
  return table;
}

/** Mean negative log-likelihood of the true class, nats. */
export function negativeLogLikelihood(samples: readonly Judged[], temperature = 1): number {
  const total = samples.reduce(
    (sum, { truth, logits }) =>
      sum - Math.log(Math.max(1e-12, softmax(logits, temperature)[truth] ?? 0)),
    0,
  );
  return total / Math.max(1, samples.length);
}

/** Expected calibration error over 15 equal bins of confidence (Guo et al. 2017), 0 to 1. */
export function calibrationError(samples: readonly Judged[], temperature = 1, bins = 15): number {
  const sums = Array.from({ length: bins }, () => ({ n: 0, confidence: 0, right: 0 }));
  for (const { truth, logits } of samples) {
    const probabilities = softmax(logits, temperature);
    const predicted = argmax(probabilities);
    const confidence = probabilities[predicted] ?? 0;
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))];
    if (!bin) continue;
    bin.n++;
    bin.confidence += confidence;
    if (predicted === truth) bin.right++;
  }
  const gap = sums.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0);
  return gap / Math.max(1, samples.length);
}
