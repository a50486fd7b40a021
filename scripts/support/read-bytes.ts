import type { FileHandle } from 'node:fs/promises';

/** Most bytes that Node reads in one call: 1 GiB, below its limit of 2 GiB. */
const AT_ONCE = 2 ** 30;

/**
 * Reads a part of an open file into its own buffer, so that a typed array of any type can start
 * there.
 * @throws Error where the file ends early
 */
export async function readBytes(
  file: FileHandle,
  position: number,
  length: number,
): Promise<ArrayBuffer> {
  const bytes = new ArrayBuffer(length);
  let done = 0;
  while (done < length) {
    const wanted = Math.min(length - done, AT_ONCE);
    const { bytesRead } = await file.read(new Uint8Array(bytes, done, wanted), {
      position: position + done,
    });
    if (bytesRead === 0) throw new Error('The file ended early');
    done += bytesRead;
  }
  return bytes;
}
