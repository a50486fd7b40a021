import { STRICT_TRANSPORT_SECURITY } from '../headers.mjs';
import { SETTINGS_PATH } from '../kiosk-file.mjs';
import { headersOf } from './rules.mjs';

/**
 * Netlify's `_headers`. It joins the headers of all rules that fit, so each file has a rule of its own.
 * @param {Record<string, import('../site-index.mjs').ServedFile>} files
 * @param {string | null} door
 * @param {string} basePath
 */
export function netlifyHeaders(files, door, basePath) {
  const blocks = Object.entries({ ...files, [SETTINGS_PATH]: {} }).map(
    ([pathname, { scriptHashes }]) => {
      const headers = {
        ...headersOf(pathname, { scriptHashes, door }),
        'Strict-Transport-Security': STRICT_TRANSPORT_SECURITY,
      };
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
      return [basePath + pathname, ...lines].join('\n');
    },
  );
  return `${blocks.join('\n')}\n`;
}
