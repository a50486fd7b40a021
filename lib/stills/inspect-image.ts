import { MaskGateError } from '../errors.ts';
import { ByteReader, HEADER_READERS, type ImageHeader } from './image-formats.ts';

const LFS_POINTER = new TextEncoder().encode('version https://git-lfs');

/** Whether a file is what Git LFS leaves in place of one that was not fetched. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  return LFS_POINTER.every((letter, i) => bytes[i] === letter);
}

/** Bytes from the start of a file that tell a pointer of Git LFS. */
export const LFS_POINTER_BYTES = LFS_POINTER.length;

/** Largest picture that is decoded, px. */
export const LARGEST_PICTURE_PX = 100_000_000;

/**
 * Inspects a picture file before it is decoded. It gives clear errors and rejects headers that
 * would allocate gigabytes. A JPEG without its end marker passes (`unended`): its decoder must find
 * out whether more is missing, and throw `image-truncated`.
 * @throws MaskGateError `file-empty`, `not-an-image`, `image-truncated`, `image-too-large`
 */
export function inspectImage(bytes: Uint8Array): ImageHeader {
  if (isLfsPointer(bytes)) {
    throw new MaskGateError(
      'not-an-image',
      'A pointer of Git LFS, not the picture: run "git lfs pull"',
    );
  }
  if (bytes.length === 0) throw new MaskGateError('file-empty', 'The file holds 0 bytes');
  const file = new ByteReader(bytes);
  for (const read of HEADER_READERS) {
    const header = read(file);
    if (header) return checked(header, bytes.length);
  }
  throw new MaskGateError('not-an-image', 'The file begins like no picture format that is known');
}

function checked(header: ImageHeader, length: number): ImageHeader {
  const { size, complete, unended } = header;
  if (size && size.width * size.height > LARGEST_PICTURE_PX) {
    const millions = Math.round((size.width * size.height) / 1e6);
    throw new MaskGateError(
      'image-too-large',
      `${size.width} x ${size.height} px are ${millions} megapixels; ${LARGEST_PICTURE_PX / 1e6} are read`,
    );
  }
  if (!complete && !unended) throw truncated(header, length);
  return header;
}

/** The error for a file that ends before its picture. */
export function truncated({ format }: ImageHeader, length: number): MaskGateError {
  return new MaskGateError(
    'image-truncated',
    `The ${format} file ends too early, after ${length} bytes`,
  );
}

/** The file with its missing end marker, so that decoders accept it. */
export function ended(bytes: Uint8Array, { unended }: ImageHeader): Uint8Array {
  if (!unended) return bytes;
  const whole = new Uint8Array(bytes.length + 2);
  whole.set(bytes);
  whole.set([0xff, 0xd9], bytes.length);
  return whole;
}
