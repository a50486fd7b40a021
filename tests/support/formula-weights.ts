import type { TensorReader } from '@/scripts/training/pretrained/safetensors';

/**
 * `count` numbers, each `spread(u)`. An integer hash of name and index gives 0 <= u < 1 in steps of
 * 2^-24.
 */
export function formulaValues(
  name: string,
  count: number,
  spread: (u: number) => number,
): Float32Array {
  let seed = 2166136261;
  for (const byte of Buffer.from(name)) seed = Math.imul(seed ^ byte, 16777619);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const value = (seed + Math.imul(i, 0x9e3779b9)) | 0;
    let t = Math.imul(value ^ (value >>> 15), 1 | value);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    values[i] = spread(((t ^ (t >>> 14)) >>> 8) / 2 ** 24);
  }
  return values;
}

/**
 * Weights from a formula, with timm's names and shapes. tests/fixtures/make-backbone-fixtures.py
 * has the same formula in Python.
 * @param lastNorm name of the batch normalisation that ends a residual block. Its weights are
 *   small; otherwise activations would explode with depth
 */
export function formulaWeights(lastNorm: string): TensorReader {
  return {
    names: [],
    has: () => true,
    read: async (name, ...shapes) => {
      const shape = shapes[shapes.length - 1] as readonly number[];
      const count = shape.reduce((a, b) => a * b, 1);
      return formulaValues(name, count, spreadOf(name, shape, lastNorm));
    },
  };
}

function spreadOf(name: string, shape: readonly number[], lastNorm: string): (u: number) => number {
  if (name.endsWith('running_var')) return (u) => 0.5 + u;
  if (name.endsWith('running_mean') || name.endsWith('bias')) return (u) => 0.2 * (2 * u - 1);
  if (shape.length === 1) {
    const scale = name.endsWith(`${lastNorm}.weight`) ? 0.1 : 1;
    return (u) => (0.5 + u) * scale;
  }
  const fanIn = shape.slice(1).reduce((a, b) => a * b, 1);
  const bound = Math.sqrt(6 / fanIn);
  return (u) => bound * (2 * u - 1);
}
