import type { Point } from '../../geometry.ts';
import { HEADS } from '../model/networks/blazeface.ts';

/**
 * Centres of BlazeFace's anchors as parts of the input's edge, 0 to 1, in the order of the outputs:
 * head after head, row after row, the anchors of a cell together. The same centres as
 * @tensorflow-models/blazeface generates for 128 x 128, which a test holds them to.
 */
export const ANCHORS: readonly Point[] = HEADS.flatMap(({ cells, anchorsPerCell }) =>
  Array.from({ length: cells * cells }, (_, cell) => ({
    x: ((cell % cells) + 0.5) / cells,
    y: (Math.floor(cell / cells) + 0.5) / cells,
  })).flatMap((centre) => Array.from({ length: anchorsPerCell }, () => centre)),
);
