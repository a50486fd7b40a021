import type { ListedPhotographs } from '../../scripts/data/lists/listed-photographs.ts';
import type { DataPhotograph } from '../../scripts/data/photograph.ts';

/**
 * Finds listed photographs by their names alone. It leaves out the search by content and the size
 * of the listed picture, which tests/unit/data/listed-photographs.test.ts covers.
 */
export function listedByName(photographs: readonly DataPhotograph[]): ListedPhotographs {
  return {
    indicesOf: (listed) =>
      photographs.flatMap(({ dataset, name }, i) => (`${dataset}/${name}` === listed ? [i] : [])),
    sizeOf: () => undefined,
  };
}
