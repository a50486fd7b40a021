import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';

/** Served by the test itself: pages of one origin share their storage, as those of the site do. */
const ORIGIN = 'http://localhost/';

/**
 * Opens an empty page with modules of `lib` in it, without the site around them.
 * @param source TypeScript that imports from `./lib/...` and fills `globalThis`
 */
export async function openLibraryPage(context: BrowserContext, source: string): Promise<Page> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  });
  const page = await context.newPage();
  await page.route(`${ORIGIN}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>library</title>' }),
  );
  await page.goto(ORIGIN);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  return page;
}
