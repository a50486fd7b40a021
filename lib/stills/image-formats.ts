import type { Size } from '../geometry.ts';

/** Facts from the header of a picture file, before it is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** As stored, before any EXIF rotation; null where the header does not contain it. */
  readonly size: Size | null;
  /** Whether the file contains its first picture completely. */
  readonly complete: boolean;
  /**
   * A JPEG with picture data but no end marker, as some phones and downloads leave it. Only a
   * decoder can tell whether more is missing. A progressive one has at least begun its last scan,
   * so every part of the picture has data.
   */
  readonly unended?: 'baseline' | 'progressive';
}

export type ImageFormat =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'bmp'
  | 'avif'
  | 'heic'
  | 'tiff'
  | 'jp2'
  | 'jxl';

/** Reads a header; null for another format. Bytes beyond the end are 0. */
type HeaderReader = (file: ByteReader) => ImageHeader | null;

/** Random access to bytes. */
export class ByteReader {
  readonly length: number;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.length = bytes.length;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  byte(at: number): number {
    return this.bytes[at] ?? 0;
  }
  u16(at: number, littleEndian = false): number {
    return at + 2 <= this.length ? this.view.getUint16(at, littleEndian) : 0;
  }
  u32(at: number, littleEndian = false): number {
    return at + 4 <= this.length ? this.view.getUint32(at, littleEndian) : 0;
  }
  text(at: number, length: number): string {
    return String.fromCharCode(...this.bytes.subarray(at, at + length));
  }
  /** Position of the next byte with this value; -1 for none. */
  find(value: number, from: number): number {
    return this.bytes.indexOf(value, from);
  }
}

/** ITU T.81, annex B: segments up to the first scan, which ends at the next FF D9. */
const jpeg: HeaderReader = (file) => {
  if (file.u16(0) !== 0xffd8 || file.byte(2) !== 0xff) return null;
  let size: Size | null = null;
  let components: number[] = [];
  let progressive = false;
  let at = 2;
  while (at < file.length && file.byte(at) === 0xff) {
    const marker = file.byte(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) break;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      size = { height: file.u16(at + 5), width: file.u16(at + 7) };
      progressive = (marker & 3) === 2;
      components = Array.from({ length: file.byte(at + 9) }, (_, i) => file.byte(at + 10 + 3 * i));
    }
    at += 2 + Math.max(2, file.u16(at + 2));
  }
  let end = file.find(0xff, at + 2);
  while (end >= 0 && file.byte(end + 1) !== 0xd9) end = file.find(0xff, end + 1);
  if (end >= 0) return { format: 'jpeg', size, complete: true };
  const hasData = progressive
    ? hasAllScans(file, at, components)
    : file.byte(at + 1) === 0xda && at + 2 + file.u16(at + 2) < file.length;
  return {
    format: 'jpeg',
    size,
    complete: false,
    ...(hasData && { unended: progressive ? 'progressive' : 'baseline' }),
  };
};

/** Coefficients of a block in a JPEG. */
const COEFFICIENTS = 64;

/**
 * Whether a scan for the last bit of every coefficient has begun (ITU T.81, annex G). @param at
 * first scan
 */
function hasAllScans(file: ByteReader, at: number, components: readonly number[]): boolean {
  const missing = new Map(
    components.map((id) => [id, new Set(Array.from({ length: COEFFICIENTS }, (_, k) => k))]),
  );
  let next = at;
  while (next >= 0 && next < file.length) {
    const marker = file.byte(next + 1);
    // Inside picture data: an escaped FF, or restart markers.
    if (marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
      next = file.find(0xff, next + 1);
      continue;
    }
    if (marker === 0xda) {
      const count = file.byte(next + 4);
      const [first, last, bits] = [0, 1, 2].map((i) => file.byte(next + 5 + 2 * count + i));
      const isLastBit = ((bits as number) & 15) === 0;
      for (let i = 0; isLastBit && i < count; i++) {
        const left = missing.get(file.byte(next + 5 + 2 * i));
        for (let k = first as number; k <= (last as number); k++) left?.delete(k);
      }
    }
    next = file.find(0xff, next + 2 + Math.max(2, file.u16(next + 2)));
  }
  return missing.size > 0 && [...missing.values()].every((left) => left.size === 0);
}

/** W3C PNG, section 5: chunks up to IEND. */
const png: HeaderReader = (file) => {
  if (file.u32(0) !== 0x89504e47 || file.u32(4) !== 0x0d0a1a0a) return null;
  const size = file.length >= 24 ? { width: file.u32(16), height: file.u32(20) } : null;
  let at = 8;
  while (at + 12 <= file.length && file.text(at + 4, 4) !== 'IEND') at += 12 + file.u32(at);
  // A damaged length does not mean that the end is missing.
  const complete = at + 12 <= file.length || file.text(file.length - 8, 4) === 'IEND';
  return { format: 'png', size, complete };
};

/** RFC 9649. */
const webp: HeaderReader = (file) => {
  if (file.text(0, 4) !== 'RIFF' || file.text(8, 4) !== 'WEBP') return null;
  const complete = file.length >= 8 + file.u32(4, true);
  return { format: 'webp', size: webpSize(file), complete };
};

function webpSize(file: ByteReader): Size | null {
  switch (file.text(12, 4)) {
    case 'VP8 ':
      return { width: file.u16(26, true) & 0x3fff, height: file.u16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = file.u32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return {
        width: (file.u32(24, true) & 0xffffff) + 1,
        height: (file.u32(26, true) >>> 8) + 1,
      };
    default:
      return null;
  }
}

/** CompuServe GIF89a: blocks up to the end of the first image. */
const gif: HeaderReader = (file) => {
  if (!/^GIF8[79]a$/.test(file.text(0, 6))) return null;
  const size = { width: file.u16(6, true), height: file.u16(8, true) };
  const colours = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const afterBlocks = (from: number) => {
    let at = from;
    while (at < file.length && file.byte(at) > 0) at += file.byte(at) + 1;
    return at + 1;
  };
  let at = 13 + colours(file.byte(10));
  while (at < file.length && file.byte(at) === 0x21) at = afterBlocks(at + 2);
  if (file.byte(at) !== 0x2c) return { format: 'gif', size, complete: false };
  const end = afterBlocks(at + 11 + colours(file.byte(at + 9)));
  return { format: 'gif', size, complete: end <= file.length };
};

/** Windows bitmaps. A negative height means rows from the top. */
const bmp: HeaderReader = (file) => {
  if (file.text(0, 2) !== 'BM' || file.length < 26) return null;
  const old = file.u32(14, true) === 12;
  const size = old
    ? { width: file.u16(18, true), height: file.u16(20, true) }
    : { width: file.u32(18, true), height: Math.abs(file.u32(22, true) | 0) };
  return { format: 'bmp', size, complete: file.length >= bmpLength(file, old, size) };
};

/** Bytes up to the end of the pixels. The size in the header is often wrong. */
function bmpLength(file: ByteReader, old: boolean, { width, height }: Size): number {
  const pixels = file.u32(10, true);
  const [bits, compression] = old
    ? [file.u16(24, true), 0]
    : [file.u16(28, true), file.u32(30, true)];
  const isRunLength = compression === 1 || compression === 2;
  // Rows are padded to 4 bytes. Run-length rows have no fixed size.
  return pixels + (isRunLength ? 1 : 4 * Math.ceil((width * bits) / 32) * height);
}

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** ISO 14496-12 boxes: AVIF and HEIC. The largest `ispe` is the picture, smaller ones its tiles. */
const isoMedia: HeaderReader = (file) => {
  if (file.text(4, 4) !== 'ftyp') return null;
  const brandBytes = Math.min(64, Math.max(8, file.u32(0))) - 8;
  const brands = file.text(8, brandBytes);
  const isAvif = /avi[fs]/.test(brands);
  if (!isAvif && !HEIC_BRANDS.some((brand) => brands.includes(brand))) return null;

  const head = file.text(0, Math.min(file.length, 0x8000));
  const sizes = [...head.matchAll(/ispe/g)].map(({ index }) => ({
    width: file.u32(index + 8),
    height: file.u32(index + 12),
  }));
  const area = ({ width, height }: Size) => width * height;
  const [size = null] = sizes.sort((a, b) => area(b) - area(a));

  let at = 0;
  // A length of 0 reaches to the end of the file; with 1, the next 64 bits hold the length.
  while (at + 8 <= file.length && file.u32(at) > 1) at += Math.max(8, file.u32(at));
  const complete = at === file.length || (at + 8 <= file.length && file.u32(at) <= 1);
  return { format: isAvif ? 'avif' : 'heic', size, complete };
};

/** Both byte orders; 42 is TIFF, 43 BigTIFF. */
const TIFF_STARTS = [0x49492a00, 0x4d4d002a, 0x49492b00, 0x4d4d002b];

const tiff: HeaderReader = (file) =>
  TIFF_STARTS.includes(file.u32(0)) ? { format: 'tiff', size: null, complete: true } : null;

/**
 * JPEG 2000 and JPEG XL, in a box or as a codestream. They are detected for a clear error message.
 */
const laterJpegs: HeaderReader = (file) => {
  const inBox = file.u32(0) === 0x0000000c;
  if (file.u16(0) === 0xff0a || (inBox && file.text(4, 4) === 'JXL ')) {
    return { format: 'jxl', size: null, complete: true };
  }
  const isJpeg2000 = file.u32(0) === 0xff4fff51 || (inBox && file.text(4, 4) === 'jP  ');
  return isJpeg2000 ? { format: 'jp2', size: null, complete: true } : null;
};

export const HEADER_READERS: readonly HeaderReader[] = [
  jpeg,
  png,
  webp,
  gif,
  bmp,
  isoMedia,
  tiff,
  laterJpegs,
];
