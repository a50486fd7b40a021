import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Box } from '../../../lib/geometry.ts';
import { WORN_WAYS, type WornWay } from '../../../lib/vision/labels.ts';
import type { DataPhotograph } from '../photograph.ts';
import { boxAt, isListedBox } from './corrections.ts';
import type { ListedPhotographs } from './listed-photographs.ts';

/**
 * How masks that are marked as worn incorrectly are worn, judged by eye. Three columns, separated
 * by tabs:
 * - `data set/path inside it`,
 * - `x,y,width,height` of the marked box in whole pixels,
 * - `nose_uncovered` (covers only the mouth), `under_chin` (covers neither nose nor mouth) or
 * `unclear` (not visible, or worn in another way: over the eyes, on the forehead, with the mouth
 * uncovered).
 */
export const WORN_HOW_FILE = fileURLToPath(new URL('../../lists/worn-how.tsv', import.meta.url));

const UNCLEAR = 'unclear';

interface WornBox {
  /** Px of the listed picture. */
  readonly box: Box;
  readonly way: WornWay;
}
/** The known ways, keyed by the photograph's `data set/path inside it`. */
export type WornHow = ReadonlyMap<string, readonly WornBox[]>;

/** @throws Error that names a line in any other form */
export async function readWornHow(file: string): Promise<WornHow> {
  const [, ...lines] = (await readFile(file, 'utf8')).split('\n');
  const ways = new Map<string, WornBox[]>();
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const [photograph = '', place = '', how] = line.split('\t');
    const way = WORN_WAYS.find((name) => name === how);
    if (way) {
      ways.set(photograph, [...(ways.get(photograph) ?? []), { box: boxAt(place), way }]);
    } else if (how !== UNCLEAR) throw new Error(`${file}, line ${i + 2}: not file, box and how`);
  }
  return ways;
}

/** Adds the way on the list to each face that is marked as worn incorrectly. */
export function addWornWays(
  photographs: readonly (DataPhotograph | null)[],
  ways: WornHow,
  listed: ListedPhotographs,
): (DataPhotograph | null)[] {
  const added = [...photographs];
  for (const [name, boxes] of ways) {
    for (const i of listed.indicesOf(name)) {
      const photograph = added[i];
      if (photograph?.kind !== 'annotated') continue;
      const faces = photograph.faces.map((face) => {
        if (face.label !== 'incorrect_mask') return face;
        const known = boxes.find(({ box }) =>
          isListedBox(photograph, face.box, box, listed.sizeOf(name)),
        );
        return known ? { ...face, way: known.way } : face;
      });
      added[i] = { ...photograph, faces };
    }
  }
  return added;
}
