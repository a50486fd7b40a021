/** A plane of numbers, rows from the top. Three passes of a moving average: near a Gaussian of about `radius` px. Edges are clamped. */
export function blurPlane(
  plane: Float32Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  let current = plane;
  for (let pass = 0; pass < 3; pass++) {
    current = averageLines(current, height, width, width, 1, radius);
    current = averageLines(current, width, height, 1, width, radius);
  }
  return current;
}

/** A moving average along `lines` lines of `length` values, `step` apart. */
function averageLines(
  source: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  radius: number,
): Float32Array {
  const result = new Float32Array(source.length);
  const r = Math.max(1, Math.round(radius));
  const at = (line: number, i: number) =>
    source[line * lineStep + Math.min(length - 1, Math.max(0, i)) * step] as number;
  for (let line = 0; line < lines; line++) {
    let sum = 0;
    for (let i = -r; i <= r; i++) sum += at(line, i);
    for (let i = 0; i < length; i++) {
      result[line * lineStep + i * step] = sum / (2 * r + 1);
      sum += at(line, i + r + 1) - at(line, i - r);
    }
  }
  return result;
}
