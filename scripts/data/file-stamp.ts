import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';

/**
 * Tells a file from another one of the same name: its length, the time of its content and the time of its
 * entry. A copy that keeps the first two, as `cp -p` and archives make, has another third.
 */
export async function fileStamp(file: string): Promise<string> {
  const info = await stat(file).catch(() => null);
  return info ? `${info.size}-${info.mtimeMs}-${info.ctimeMs}` : 'missing';
}

/**
 * A name for a result kept on disk. It changes when the inputs of the result change.
 * @param files whose content the result depends on
 * @param other further inputs of the result
 */
export async function contentKey(files: readonly string[], other: unknown): Promise<string> {
  const stamps = await Promise.all(files.map(fileStamp));
  return createHash('sha256')
    .update(JSON.stringify([other, files, stamps]))
    .digest('hex')
    .slice(0, 16);
}
