import sharp from 'sharp';
import { type Random, seededRandom } from '../../scripts/support/random.ts';

export interface BrokenPicture {
  readonly name: string;
  readonly bytes: Buffer;
}

type Breaker = (picture: Buffer, random: Random) => Buffer;

/** A header's fields lie within this number of bytes. */
const HEADER = 64;

const BREAKERS: Readonly<Record<string, Breaker>> = {
  'cut-short': (picture, random) => picture.subarray(0, below(random, picture.length)),
  'odd-header': (picture, random) => {
    const broken = Buffer.from(picture);
    for (let i = 0; i < 4; i++) broken[below(random, HEADER)] = below(random, 256);
    return broken;
  },
  'odd-middle': (picture, random) => {
    const broken = Buffer.from(picture);
    for (let i = 0; i < 12; i++) broken[below(random, broken.length)] = below(random, 256);
    return broken;
  },
  'hole-in-it': (picture, random) => {
    const start = HEADER + below(random, picture.length - HEADER);
    return Buffer.concat([picture.subarray(0, start), picture.subarray(start + 40)]);
  },
  'zeros-in-it': (picture, random) => {
    const broken = Buffer.from(picture);
    const start = below(random, broken.length);
    return broken.fill(0, start, Math.min(start + 100, broken.length));
  },
  'huge-size': declareHuge,
  noise: (_, random) => Buffer.from(Array.from({ length: 300 }, () => below(random, 256))),
  text: (_, random) => Buffer.from(`holiday ${random()}\n`.repeat(1 + below(random, 20))),
  'head-only': (picture, random) => picture.subarray(0, 2 + below(random, 30)),
  empty: () => Buffer.alloc(0),
  'one-pixel': (picture) => picture,
};

/** `count` files, broken in each of the ways above in turn; the same for the same seed. */
export async function brokenPictures(count: number, seed: number): Promise<BrokenPicture[]> {
  const kinds = Object.entries(BREAKERS);
  const pictures = await samples(72, 54);
  const dots = await samples(1, 1);
  return Array.from({ length: count }, (_, i) => {
    const random = seededRandom(seed, i);
    const [kind, breaker] = kinds[i % kinds.length] as [string, Breaker];
    const from = kind === 'one-pixel' ? dots : pictures;
    const extensions = Object.keys(from);
    const extension = extensions[Math.floor(i / kinds.length) % extensions.length] as string;
    const bytes = breaker(from[extension] as Buffer, random);
    return { name: `${String(i).padStart(3, '0')}-${kind}.${extension}`, bytes };
  });
}

/** One picture in every format that is broken here. */
async function samples(width: number, height: number): Promise<Record<string, Buffer>> {
  const random = seededRandom(width, height);
  const data = Uint8Array.from({ length: width * height * 3 }, () => below(random, 256));
  const picture = () => sharp(data, { raw: { width, height, channels: 3 } });
  return {
    jpg: await picture().jpeg().toBuffer(),
    png: await picture().png().toBuffer(),
    webp: await picture().webp().toBuffer(),
    gif: await picture().gif().toBuffer(),
    avif: await picture().avif().toBuffer(),
  };
}

/** Writes the largest size that the format can declare into its header. */
function declareHuge(picture: Buffer): Buffer {
  const huge = Buffer.from(picture);
  if (huge.readUInt16BE(0) === 0xffd8) {
    const frame = huge.indexOf(Buffer.from([0xff, 0xc0]));
    huge.fill(0xff, frame + 5, frame + 9);
  } else if (huge.toString('latin1', 1, 4) === 'PNG') {
    huge.fill(0x7f, 16, 24);
  } else if (huge.toString('latin1', 0, 4) === 'RIFF') {
    huge.fill(0x3f, 26, 30);
  } else if (huge.toString('latin1', 0, 3) === 'GIF') {
    huge.fill(0xff, 6, 10);
  } else {
    const size = huge.indexOf('ispe');
    huge.fill(0x7f, size + 8, size + 16);
  }
  return huge;
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}
