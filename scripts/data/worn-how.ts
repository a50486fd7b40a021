import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { WORN_WAYS, type WornWay } from '../../lib/vision/labels.ts';
import { placeOf } from './corrections.ts';
import type { DataPhotograph } from './dataset.ts';

/**
 * How the masks that are marked as worn incorrectly are worn, by eye. Three columns with tabs between:
 * `data set/path inside it`, `x,y,width,height` of the marked box (whole pixels), and `nose_uncovered` (over
 * the mouth alone), `under_chin` (covers neither nose nor mouth) or `unclear` (cannot be told, or worn in
 * another way: over the eyes, on the forehead, the mouth uncovered).
 */
export const WORN_HOW_FILE = fileURLToPath(new URL('../lists/worn-how.tsv', import.meta.url));

const UNCLEAR = 'unclear';

/** The ways that can be told, by photograph and place. */
export type WornHow = ReadonlyMap<string, WornWay>;

/** @throws Error naming a line that is not of this form */
export async function readWornHow(file: string): Promise<WornHow> {
  const [, ...lines] = (await readFile(file, 'utf8')).split('\n');
  const ways = new Map<string, WornWay>();
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const [photograph = '', place = '', how] = line.split('\t');
    const way = WORN_WAYS.find((name) => name === how);
    if (way) ways.set(keyOf(photograph, place), way);
    else if (how !== UNCLEAR) throw new Error(`${file}, line ${i + 2}: not file, box and how`);
  }
  return ways;
}

/** Photographs with the way of each face that the list knows and that is marked as worn incorrectly. */
export function addWornWays(
  photographs: readonly DataPhotograph[],
  ways: WornHow,
): DataPhotograph[] {
  return photographs.map((photograph): DataPhotograph => {
    if (photograph.kind === 'labelled') return photograph;
    const name = `${photograph.dataset}/${photograph.name}`;
    const faces = photograph.faces.map((face) => {
      const way =
        face.label === 'incorrect_mask' ? ways.get(keyOf(name, placeOf(face.box))) : undefined;
      return way ? { ...face, way } : face;
    });
    return { ...photograph, faces };
  });
}

function keyOf(photograph: string, place: string): string {
  return `${photograph}\t${place}`;
}
