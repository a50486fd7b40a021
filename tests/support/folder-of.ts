import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** A data folder `photographs` with these files, whose content only matters where it is read. */
export async function folderOf(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'photographs');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}
