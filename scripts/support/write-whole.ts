import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file as one step: aside, then renamed. A full disk, an interruption or another process that
 * writes the same file leaves no half-written one.
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

/** A name beside a file that no other process takes. */
export function partOf(file: string): string {
  return `${file}.${randomUUID()}.part`;
}
