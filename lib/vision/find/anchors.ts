import type { Point, Size } from '../../geometry.ts';
import type { Head } from '../model/networks/blazeface.ts';

/** Where a prediction of BlazeFace starts from, input pixels. */
export interface Anchor extends Point {
  /** From a cell of its head to the next. */
  readonly stride: number;
}

/**
 * BlazeFace's anchors in the order of the outputs: head after head, row after row, the anchors of a cell
 * together. For the original heads the same centres as @tensorflow-models/blazeface generates for its
 * shape, which a test holds them to.
 * @param input edges of multiples of 32 px
 */
export function anchorsOf(input: Size, heads: readonly Head[]): readonly Anchor[] {
  return heads.flatMap(({ stride, anchorsPerCell }) => {
    const [columns, rows] = [input.width / stride, input.height / stride];
    return Array.from({ length: columns * rows }, (_, cell) => ({
      x: ((cell % columns) + 0.5) * stride,
      y: (Math.floor(cell / columns) + 0.5) * stride,
      stride,
    })).flatMap((centre) => Array.from({ length: anchorsPerCell }, () => centre));
  });
}
