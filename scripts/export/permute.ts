/**
 * @param shape of `values`, row by row
 * @param order for each dimension of the result, which one of `shape` it is
 */
export function permute(
  values: Float32Array,
  shape: readonly number[],
  order: readonly number[],
): Float32Array {
  const steps = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const result = new Float32Array(values.length);
  let at = 0;
  const walk = (dimension: number, from: number): void => {
    const source = order[dimension];
    if (source === undefined) {
      result[at++] = values[from] as number;
      return;
    }
    const [length, step] = [shape[source] as number, steps[source] as number];
    for (let i = 0; i < length; i++) walk(dimension + 1, from + i * step);
  };
  walk(0, 0);
  return result;
}
