import { STRICT_TRANSPORT_SECURITY } from '../headers.mjs';
import { NOT_FOUND_PATH } from '../site-index.mjs';
import { PUBLIC_FOLDER } from './rules.mjs';

/**
 * The part of nginx's configuration that belongs inside a `server` block.
 * @param {import('./rules.mjs').Rules} rules
 * @param {string} basePath
 */
export function nginxConfiguration({ others, named, pages }, basePath) {
  const root = escaped(basePath);
  const blocks = pages.map(({ pathname, file, headers }) => {
    // With or without a slash at its end.
    const where = pathname === '/' ? `= ${basePath}/` : `~ ^${escaped(basePath + pathname)}/?$`;
    return location(where, [...headerLines(headers), `try_files ${basePath}${file} =404;`]);
  });
  return `# In a server block of nginx: include /srv/maskgate/nginx.conf;

set $maskgate_transport "";
if ($scheme = https) {
  set $maskgate_transport "${STRICT_TRANSPORT_SECURITY}";
}

${basePath && `${location(`= ${basePath}`, ['absolute_redirect off;', `return 308 ${basePath}/;`])}\n\n`}${location(
  `${basePath ? '^~ ' : ''}${basePath}/`,
  [
    `root ${PUBLIC_FOLDER};`,
    'default_type text/plain;',
    'charset utf-8;',
    'gzip_static on;',
    'gzip_vary on;',
    '# Where nginx has its Brotli module: brotli_static on;',
    `error_page 404 ${basePath}${NOT_FOUND_PATH};`,
    ...headerLines(others),
    'try_files $uri =404;',
    '',
    // Pages have addresses without an ending.
    location('~ \\.html$', ['return 404;']),
    '',
    location(`~ ^${root}/(_next/static|models)/`, [...headerLines(named), 'try_files $uri =404;']),
    ...blocks.flatMap((block) => ['', block]),
  ],
)}
`;
}

function headerLines(headers) {
  const all = { ...headers, 'Strict-Transport-Security': '$maskgate_transport' };
  return Object.entries(all).map(([name, value]) => `add_header ${name} "${value}" always;`);
}

/** @param {string[]} content may hold blocks, each one entry */
function location(where, content) {
  const lines = content.join('\n').split('\n');
  return [`location ${where} {`, ...lines.map((line) => line && `  ${line}`), '}'].join('\n');
}

/** A path as a part of a regular expression. */
function escaped(path) {
  return path.replaceAll('.', '\\.');
}
