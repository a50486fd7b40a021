import type { FileHandle } from 'node:fs/promises';

/** Node reads at most 2 GiB at once. */
const AT_ONCE = 2 ** 30;

/**
 * A part of an open file in a buffer of its own, so that any typed array may stand at its start.
 * @throws Error where the file ends before
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
