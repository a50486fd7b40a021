import type { Size } from '../geometry.ts';
import type { PixelFrame } from '../vision/detector-types.ts';

/** The size with a longer edge of at most `longestEdge`. Never enlarges. */
export function shrunkSize({ width, height }: Size, longestEdge: number): Size {
  const scale = Math.min(1, longestEdge / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/**
 * Shrinks a picture that arrives in rows. Each pixel of the result is the mean of the area that it
 * covers. The scalers of browsers and of the command line differ visibly; this one gives both the
 * same pixels.
 */
export class AreaShrinker {
  private readonly sums: Float32Array;
  private readonly row: Float32Array;
  private rowsDone = 0;

  /** @param target not larger than `source` in either direction */
  constructor(
    private readonly source: Size,
    private readonly target: Size,
  ) {
    this.sums = new Float32Array(target.width * target.height * 3);
    this.row = new Float32Array(target.width * 3);
  }

  /** @param rows the next rows of the source, opaque RGBA */
  add(rows: Uint8Array | Uint8ClampedArray): void {
    const stride = this.source.width * 4;
    for (let start = 0; start + stride <= rows.length; start += stride) {
      this.shrinkAcross(rows, start);
      const ratio = this.target.height / this.source.height;
      this.spread(this.rowsDone * ratio, (this.rowsDone + 1) * ratio);
      this.rowsDone += 1;
    }
  }

  /** Call it after all rows. */
  result(): PixelFrame {
    const { width, height } = this.target;
    const data = new Uint8ClampedArray(width * height * 4);
    for (let i = 0; i < width * height; i++) {
      for (let c = 0; c < 3; c++) data[i * 4 + c] = this.sums[i * 3 + c] as number;
      data[i * 4 + 3] = 255;
    }
    return { data, width, height };
  }

  /** Scales one row to the target's width, into `this.row`. */
  private shrinkAcross(rows: Uint8Array | Uint8ClampedArray, start: number): void {
    const { row } = this;
    const last = this.target.width - 1;
    const ratio = this.target.width / this.source.width;
    row.fill(0);
    for (let x = 0; x < this.source.width; x++) {
      const at = start + x * 4;
      const [from, to] = [x * ratio, (x + 1) * ratio];
      const first = Math.min(last, Math.floor(from));
      // A source pixel is at most as wide as a target pixel, so it covers one or two.
      const inFirst = Math.min(to, first + 1) - from;
      const inNext = first < last ? ratio - inFirst : 0;
      for (let c = 0; c < 3; c++) {
        const value = rows[at + c] as number;
        row[first * 3 + c] = (row[first * 3 + c] as number) + value * inFirst;
        if (inNext > 0)
          row[first * 3 + 3 + c] = (row[first * 3 + 3 + c] as number) + value * inNext;
      }
    }
  }

  /** Adds `this.row` to the target rows between `from` and `to`, in target rows. */
  private spread(from: number, to: number): void {
    const { row, sums } = this;
    const length = row.length;
    const first = Math.min(this.target.height - 1, Math.floor(from));
    const inFirst = Math.min(to, first + 1) - from;
    const inNext = first + 1 < this.target.height ? to - from - inFirst : 0;
    for (let i = 0; i < length; i++) {
      const value = row[i] as number;
      const at = first * length + i;
      sums[at] = (sums[at] as number) + value * inFirst;
      if (inNext > 0) sums[at + length] = (sums[at + length] as number) + value * inNext;
    }
  }
}
