import { openPicture } from './read-picture.ts';

/**
 * Edge of the hash, bits. A bit says whether a cell is brighter than its neighbour, along rows and
 * along columns.
 */
const EDGE = 8;
const WORDS = (2 * EDGE * EDGE) / 32;
/** Edge of a hash cell, pixels of the reduced picture. */
const CELL = 8;
/**
 * Two pictures with at most this many different bits, of 128, show one photograph (see `npm run
 * audit`).
 */
export const DUPLICATE_DISTANCE = 14;

export type PerceptualHash = Uint32Array;

/**
 * Difference hash (Krawetz 2013) of a picture in both directions, 128 bits. It does not change with
 * size, compression or light.
 * @throws Error for a file that cannot be decoded
 */
export async function perceptualHash(file: string | Buffer): Promise<PerceptualHash> {
  const side = EDGE + 1;
  const cells = await brightness(file, side);
  const at = (x: number, y: number) => cells[y * side + x] as number;
  const hash = new Uint32Array(WORDS);
  let bit = 0;
  const push = (set: boolean) => {
    if (set) hash[bit >> 5] = (hash[bit >> 5] ?? 0) | (1 << (bit & 31));
    bit++;
  };
  for (let y = 0; y < EDGE; y++) for (let x = 0; x < EDGE; x++) push(at(x + 1, y) > at(x, y));
  for (let x = 0; x < EDGE; x++) for (let y = 0; y < EDGE; y++) push(at(x, y + 1) > at(x, y));
  return hash;
}

/**
 * Mean brightness in `side` x `side` cells. The picture is reduced in two steps: libvips shrinks
 * JPEG and WebP files while it decodes them, each in its own way. With a very small target this
 * alone changes 4 to 17 bits.
 */
async function brightness(file: string | Buffer, side: number): Promise<Float32Array> {
  const width = side * CELL;
  const picture = await openPicture(file);
  const grey = await picture
    .rotate()
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize(width, width, { fit: 'fill', kernel: 'lanczos3', fastShrinkOnLoad: false })
    .raw()
    .toBuffer();
  const cells = new Float32Array(side * side);
  grey.forEach((value, i) => {
    const cell = Math.floor(i / width / CELL) * side + Math.floor((i % width) / CELL);
    cells[cell] = (cells[cell] as number) + value;
  });
  return cells;
}

/** Number of different bits, 0 to 128. */
export function hashDistance(a: PerceptualHash, b: PerceptualHash): number {
  let distance = 0;
  for (let i = 0; i < WORDS; i++) distance += bitCount((a[i] ?? 0) ^ (b[i] ?? 0));
  return distance;
}

function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * The group number of each picture. Pictures that are linked by a chain of near-duplicates share a
 * number. A picture with a null hash (an unreadable file) is a group of its own.
 * @param alsoCopies pairs, by index, that are known to be one photograph
 */
export function groupDuplicates(
  hashes: readonly (PerceptualHash | null)[],
  maxDistance = DUPLICATE_DISTANCE,
  alsoCopies: readonly (readonly [number, number])[] = [],
): number[] {
  const parent = hashes.map((_, i) => i);
  const root = (i: number): number => {
    let node = i;
    while (parent[node] !== node) {
      parent[node] = parent[parent[node] as number] as number;
      node = parent[node] as number;
    }
    return node;
  };
  for (const [i, j] of alsoCopies) parent[root(j)] = root(i);
  for (let i = 0; i < hashes.length; i++) {
    const a = hashes[i];
    if (!a) continue;
    for (let j = i + 1; j < hashes.length; j++) {
      const b = hashes[j];
      if (b && hashDistance(a, b) <= maxDistance) parent[root(j)] = root(i);
    }
  }
  return hashes.map((_, i) => root(i));
}
