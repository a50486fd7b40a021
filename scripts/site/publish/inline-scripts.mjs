import { createHash } from 'node:crypto';
import { TRUST_OWN_SCRIPTS } from '../../../lib/own-scripts.mjs';

/** Before everything else that a page loads. */
const FIRST_SCRIPT = `<script>${TRUST_OWN_SCRIPTS}</script>`;

/** Scripts without an address. Next.js writes them into static pages. */
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The inline scripts of a page as sources of its content security policy, which blocks all others.
 * @param {string} html
 * @returns {string[]} each once
 */
export function inlineScriptHashes(html) {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [...new Set(hashes)];
}

/**
 * Puts the site's rule for trusted types before all other scripts of a page.
 * @param {string} html as Next.js wrote it
 */
export function withFirstScript(html) {
  return html.replace('<head>', `<head>${FIRST_SCRIPT}`);
}

/** The page as it was before. @param {string} html */
export function withoutFirstScript(html) {
  return html.replace(FIRST_SCRIPT, '');
}
