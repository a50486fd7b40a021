import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Size } from '../../../lib/geometry.ts';
import { hashDistance, type PerceptualHash } from '../duplicates.ts';
import type { DataPhotograph } from '../photograph.ts';
import { hashText, parseHash, photographHashes } from '../photograph-hashes.ts';

/**
 * The photographs of the public sets that are on the lists of copies, corrections, left-out faces
 * and persons. Four columns, separated by tabs: `data set/path inside it`, a hash of the picture,
 * width and height of the upright picture in px. `npm run audit -- --renew-lists` writes the file.
 */
export const LISTED_FILE = fileURLToPath(
  new URL('../../lists/listed-photographs.tsv', import.meta.url),
);

/** Most bits, of 128, that change when a photograph is shrunk or saved again. */
const SAME_PHOTOGRAPH_BITS = 4;

/** The photographs of the data that are on the lists, under any folder and file name. */
export interface ListedPhotographs {
  /** Indices of the photographs that show the listed one. */
  indicesOf(listed: string): readonly number[];
  /**
   * Size of the listed picture, px: boxes in the lists refer to it. Undefined where it is not on
   * record.
   */
  sizeOf(listed: string): Size | undefined;
}

interface Listed extends Size {
  readonly name: string;
  readonly hash: PerceptualHash;
}

/**
 * Finds listed photographs by their hash. A listed photograph without a hash is found by its name.
 * @param cache folder for hashes
 */
export async function findListed(
  photographs: readonly DataPhotograph[],
  cache: string,
  file = LISTED_FILE,
): Promise<ListedPhotographs> {
  const hashes = await photographHashes(photographs, cache);
  const listed = new Map((await readListed(file)).map((entry) => [entry.name, entry]));
  const byName = new Map(photographs.map(({ dataset, name }, i) => [`${dataset}/${name}`, i]));
  const found = new Map<string, readonly number[]>();
  return {
    indicesOf(name) {
      const known = found.get(name);
      if (known) return known;
      const entry = listed.get(name);
      const own = byName.get(name);
      const indices = entry ? alike(entry.hash, hashes) : own === undefined ? [] : [own];
      found.set(name, indices);
      return indices;
    },
    sizeOf: (name) => listed.get(name),
  };
}

/** All of them, not only the nearest: adding data must not remove a pair of the first data. */
function alike(hash: PerceptualHash, hashes: readonly (PerceptualHash | null)[]): number[] {
  return hashes.flatMap((other, i) =>
    other && hashDistance(hash, other) <= SAME_PHOTOGRAPH_BITS ? [i] : [],
  );
}

/** The lines of the file for those `names` whose photographs are present. */
export function listedLines(
  photographs: readonly DataPhotograph[],
  inspected: readonly { readonly hash: PerceptualHash | null; readonly size: Size }[],
  names: readonly string[],
): string {
  const index = new Map(photographs.map(({ dataset, name }, i) => [`${dataset}/${name}`, i]));
  const lines = names.flatMap((name) => {
    const { hash, size } = inspected[index.get(name) ?? -1] ?? {};
    return hash && size ? [`${name}\t${hashText(hash)}\t${size.width}\t${size.height}\n`] : [];
  });
  return `file\thash\twidth\theight\n${lines.join('')}`;
}

async function readListed(file: string): Promise<Listed[]> {
  const [, ...lines] = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, i): Listed[] => {
    if (line === '') return [];
    const [name = '', hash = '', width, height] = line.split('\t');
    if (!/^[0-9a-f]{32}$/.test(hash) || !(Number(width) > 0 && Number(height) > 0)) {
      throw new Error(`${file}, line ${i + 2}: not file, hash, width and height`);
    }
    return [{ name, hash: parseHash(hash), width: Number(width), height: Number(height) }];
  });
}
