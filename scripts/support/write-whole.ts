import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file in one step: writes another file, then renames it. A full disk, an interruption or
 * a second writer never leaves a partial file.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const part = partOf(file);
  try {
    await writeFile(part, content);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** A temporary name next to a file that no other process uses. */
export function partOf(file: string): string {
  return `${file}.${randomUUID()}.part`;
}
