import { cacheControl, isNamedByContent, securityHeaders } from '../headers.mjs';
import { NOT_FOUND_PATH } from '../site-index.mjs';

/** Where the configurations expect the exported folder. */
export const PUBLIC_FOLDER = '/srv/maskgate/public';

/**
 * @typedef {Record<string, string>} Headers
 * @typedef {object} Rules
 * @property {Headers} others of files that have no rule of their own
 * @property {Headers} named of files that are named by their content
 * @property {string[]} texts addresses of files without an ending, which are plain text
 * @property {{pathname: string, file: string, headers: Headers}[]} pages `file` as exported
 */

/**
 * The headers of a site's addresses.
 * @param {Record<string, import('../site-index.mjs').ServedFile>} files
 * @param {string | null} door
 * @returns {Rules}
 */
export function rulesOf(files, door) {
  const pages = Object.entries(files).filter(
    ([pathname, { scriptHashes }]) => scriptHashes && !isNamedByContent(pathname),
  );
  return {
    others: headersOf('/file', {}),
    named: headersOf('/models/file', {}),
    texts: Object.keys(files).filter((pathname) => !/\.\w+$/.test(files[pathname].file)),
    pages: pages.map(([pathname, { file, scriptHashes }]) => ({
      pathname,
      file: `/${exportedFile(file)}`,
      headers: headersOf(pathname, { scriptHashes, door }),
    })),
  };
}

/**
 * @param {string} pathname without the base path
 * @param {import('../headers.mjs').Policy} policy
 * @returns {Headers}
 */
export function headersOf(pathname, policy) {
  return { ...securityHeaders(pathname, policy), 'Cache-Control': cacheControl(pathname) };
}

const NOT_FOUND_FILE = `${NOT_FOUND_PATH.slice(1)}.html`;

/** Where a built file goes in the exported folder. @param {string} file relative */
export function exportedFile(file) {
  // Web servers look for the page of an unknown address under this name.
  if (file === 'index.html' || file === NOT_FOUND_FILE) return file;
  return pageInFolder(file);
}

/**
 * All places of a built file. The page of an unknown address is also a page like the others: the
 * offline copy fetches it by its own address.
 * @param {string} file relative
 */
export function exportedPlaces(file) {
  return file === NOT_FOUND_FILE ? [file, pageInFolder(file)] : [exportedFile(file)];
}

/** @param {string} file */
function pageInFolder(file) {
  return file.replace(/\.html$/, '/index.html');
}
