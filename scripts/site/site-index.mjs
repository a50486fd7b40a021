import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Below a built version's folder: what is served, and what the server must know of it. */
export const FILES_FOLDER = 'files';
export const INDEX_FILE = 'site.json';

/**
 * @typedef {object} ServedFile
 * @property {string} file path below the folder of files
 * @property {string} etag of the content
 * @property {string[]} encodings that lie beside it, the smaller first
 * @property {string[]} [scriptHashes] inline scripts of a page, as CSP sources
 */
/**
 * @typedef {object} SiteIndex
 * @property {string} version
 * @property {string} basePath
 * @property {Record<string, ServedFile>} files by address, without the base path
 */

/** By the name that browsers have for an encoding: what a compressed file's name ends with. */
export const ENCODING_ENDINGS = { br: '.br', gzip: '.gz' };

/** @returns {Promise<SiteIndex>} */
export async function readIndex(folder) {
  return JSON.parse(await readFile(join(folder, INDEX_FILE), 'utf8'));
}
