import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ENCODING_ENDINGS } from '../site-index.mjs';

const SMALLEST_BYTES = 256;
/** Largest file for Brotli's best level, which takes half a minute over the weights of the site's model. */
const BEST_UP_TO_BYTES = 2 ** 21;
/**
 * Largest file for Brotli's second best level: six seconds over these weights, for 2% less than gzip. Parts
 * of larger models have gzip's form alone.
 */
const BROTLI_UP_TO_BYTES = 2 ** 23;
/** Least saving of a compressed file, as a share of the file. */
const LEAST_GAIN_RATIO = 0.03;

/**
 * Writes the compressed forms of a file next to it.
 * @returns {Promise<string[]>} the useful encodings, smallest first
 */
export async function compressFile(file) {
  const content = await readFile(file);
  if (content.byteLength < SMALLEST_BYTES) return [];
  const forms = {
    gzip: await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
    ...(content.byteLength <= BROTLI_UP_TO_BYTES && {
      br: await promisify(brotliCompress)(content, {
        params: { [constants.BROTLI_PARAM_QUALITY]: brotliLevel(content) },
      }),
    }),
  };
  const worthwhile = Object.entries(forms).filter(
    ([, form]) => form.byteLength <= (1 - LEAST_GAIN_RATIO) * content.byteLength,
  );
  for (const [encoding, form] of worthwhile) {
    await writeFile(file + ENCODING_ENDINGS[encoding], form);
  }
  return worthwhile
    .sort(([, a], [, b]) => a.byteLength - b.byteLength)
    .map(([encoding]) => encoding);
}

function brotliLevel(content) {
  const best = constants.BROTLI_MAX_QUALITY;
  return content.byteLength <= BEST_UP_TO_BYTES ? best : best - 1;
}
