import { mkdir, rename, rm } from 'node:fs/promises';

/**
 * Replaces a folder in one step: writes the files into another folder, then renames it. A failure
 * before the renaming leaves the old folder unchanged. A kill between the two renames leaves it as
 * `FOLDER.old`.
 * @param write fills the folder that it receives
 */
export async function swapInFolder(
  folder: string,
  write: (aside: string) => Promise<void>,
): Promise<void> {
  const [aside, old] = [`${folder}.new`, `${folder}.old`];
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await write(aside);
  await rm(old, { recursive: true, force: true });
  await rename(folder, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(aside, folder);
  await rm(old, { recursive: true, force: true });
}
