import { createHash } from 'node:crypto';

/** Scripts without an address, as Next.js writes them into static pages. */
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The inline scripts of a page as sources of its content security policy, so that no other runs.
 * @param {string} html
 * @returns {string[]} each once
 */
export function inlineScriptHashes(html) {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [...new Set(hashes)];
}
