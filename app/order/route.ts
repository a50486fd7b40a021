import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Read once, when the site is built. */
export const dynamic = 'force-static';

/** docs/order.md as it is written: a browser would save Markdown to disk. */
export async function GET(): Promise<Response> {
  const text = await readFile(path.join(process.cwd(), 'docs/order.md'), 'utf8');
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
