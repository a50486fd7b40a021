import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtVersions } from './builds.mjs';
import { isNamedByContent } from './headers.mjs';
import { ENCODING_ENDINGS, FILES_FOLDER, readIndex } from './site-index.mjs';

/**
 * @typedef {object} FileStore
 * @property {(pathname: string) => (import('./site-index.mjs').ServedFile & {folder: string}) | undefined} find
 * by address without the base path
 * @property {(served: {folder: string, file: string}, encoding?: string) => Promise<Buffer>} read
 */

/**
 * The files of a version, and those of the versions before that are named by their content, for tabs
 * that are still open. Each is read once and then kept in memory, so that a slow visitor holds no
 * file open and a build beside the server takes nothing away.
 * @param {string} builds the folder of built versions
 * @param {string} version
 * @returns {Promise<FileStore & {basePath: string}>}
 */
export async function openFileStore(builds, version) {
  const { files, basePath } = await readIndex(join(builds, version));
  const found = new Map(Object.entries(files).map((entry) => locate(entry, join(builds, version))));
  const formers = (await builtVersions(builds)).filter((former) => former !== version);
  for (const former of formers) {
    const index = await readIndex(join(builds, former));
    if (index.basePath !== basePath) continue;
    for (const [address, served] of Object.entries(index.files)) {
      if (!isNamedByContent(address) || found.has(address)) continue;
      found.set(...locate([address, served], join(builds, former)));
    }
  }
  const contents = new Map();
  return {
    basePath,
    find: (pathname) => found.get(pathname),
    read: ({ folder, file }, encoding) => {
      const path = join(folder, file) + (encoding ? ENCODING_ENDINGS[encoding] : '');
      const content = contents.get(path) ?? readFile(path);
      contents.set(path, content);
      // A disk that failed once is asked again.
      content.catch(() => contents.delete(path));
      return content;
    },
  };
}

function locate([address, served], build) {
  return [address, { ...served, folder: join(build, FILES_FOLDER) }];
}
