import { groupPhotograph } from '../../tests/harness/group-photograph.ts';
import {
  barePhotographs,
  maskedPhotographs,
  type Photograph,
} from '../../tests/harness/photographs.ts';

/** This number of faces side by side, alternately masked and bare; null for an empty room. */
export function benchScene(faces: number): Photograph | null {
  if (faces === 0) return null;
  const masked = new Map(maskedPhotographs().map((one) => [one.name.split(',')[0], one]));
  const people = barePhotographs()
    .slice(0, faces)
    .map((bare, i) => (i % 2 ? bare : (masked.get(bare.name.split(',')[0]) ?? bare)));
  return groupPhotograph(people);
}
