import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of the served files in a built version. */
export const FILES_FOLDER = 'files';
export const INDEX_FILE = 'site.json';
/** Address of the page for unknown addresses. */
export const NOT_FOUND_PATH = '/404';
/** Address of the operators' page, where the site has a fleet of kiosks. */
export const FLEET_PATH = '/fleet';
/** The fleet's part of the server in a built version. */
export const FLEET_BUNDLE = 'fleet/fleet.mjs';

/**
 * @typedef {object} ServedFile
 * @property {string} file path below the folder of files
 * @property {string} etag of the content
 * @property {string[]} encodings of the compressed forms, smallest first
 * @property {string[]} [scriptHashes] inline scripts of a page, as CSP sources
 */
/**
 * @typedef {object} SiteIndex
 * @property {string} version
 * @property {string} basePath
 * @property {Record<string, ServedFile>} files by address, without the base path
 */

/** Name endings of compressed files, by the encoding's name in HTTP. */
export const ENCODING_ENDINGS = { br: '.br', gzip: '.gz' };

/** @returns {Promise<SiteIndex>} */
export async function readIndex(folder) {
  return JSON.parse(await readFile(join(folder, INDEX_FILE), 'utf8'));
}
