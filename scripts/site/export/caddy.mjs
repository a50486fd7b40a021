import { STRICT_TRANSPORT_SECURITY } from '../headers.mjs';
import { NOT_FOUND_PATH } from '../site-index.mjs';
import { PUBLIC_FOLDER } from './rules.mjs';

/**
 * A whole Caddyfile.
 * @param {import('./rules.mjs').Rules} rules
 * @param {string} basePath
 */
export function caddyfile({ others, named, texts, pages }, basePath) {
  const notFound = pages.find(({ pathname }) => pathname === NOT_FOUND_PATH);
  // In a `route`, the last rule that fits wins.
  const rules = [
    headerBlock('others', `path ${basePath}/*`, others),
    headerBlock('named', `path ${basePath}/_next/static/* ${basePath}/models/*`, named),
    ...pages.map(({ pathname, headers }, i) => {
      const address = basePath + pathname;
      // With or without a slash at its end.
      const paths = pathname === '/' ? address : `${address} ${address}/`;
      return headerBlock(`page${i}`, `path ${paths}`, headers);
    }),
  ];
  return `# MASKGATE_ADDRESS is the site's name, such as masks.example.org: Caddy then serves it by https.
{$MASKGATE_ADDRESS::80} {
  root * {$MASKGATE_FOLDER:${PUBLIC_FOLDER}}
  @secure protocol https
  header @secure Strict-Transport-Security ${STRICT_TRANSPORT_SECURITY}
  route {
${basePath && `    redir / ${basePath}/ 307\n    redir ${basePath} ${basePath}/ 308\n`}${indented(rules.join('\n'), 4)}
${types(texts, basePath)}
    # Pages have addresses without an ending.
    @endings path *.html /_headers
    error @endings 404
    @changing not method GET HEAD
    error @changing 405
    try_files {path} {path}/index.html
    file_server {
      precompressed br gzip
    }
  }
  handle_errors {
${indented(headerBlock('missing', 'expression {err.status_code} == 404', notFound?.headers ?? others), 4)}
    rewrite @missing ${basePath}${notFound?.file ?? NOT_FOUND_PATH}
    file_server @missing {
      precompressed br gzip
    }
  }
}
`;
}

function headerBlock(name, matcher, headers) {
  const lines = Object.entries(headers).map(([header, value]) => `  ${header} \`${value}\``);
  return [`@${name} ${matcher}`, `header @${name} {`, ...lines, '}'].join('\n');
}

function indented(text, spaces) {
  return text.replace(/^/gm, ' '.repeat(spaces));
}

/** Caddy sends compressed files that it knows no type of without one. */
function types(texts, basePath) {
  const lines = ['@weights path *.bin', 'header @weights Content-Type application/octet-stream'];
  if (texts.length > 0) {
    const addresses = texts.map((pathname) => basePath + pathname).join(' ');
    lines.push(
      `@texts path ${addresses}`,
      'header @texts Content-Type "text/plain; charset=utf-8"',
    );
  }
  return indented(lines.join('\n'), 4);
}
