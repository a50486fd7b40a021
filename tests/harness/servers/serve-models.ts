import path from 'node:path';
import type { BrowserContext } from 'playwright-core';

/**
 * Gives the pages of a context the models of another folder, as a site would that was built with them. It
 * leaves out the build: names by content and compressed forms.
 */
export async function serveModels(context: BrowserContext, folder: string): Promise<void> {
  await context.route(/\/models\/\w+\/[\w-]+\/[\w.-]+(\?|$)/, (route) => {
    const [model = '', file = ''] = new URL(route.request().url()).pathname.split('/').slice(-2);
    return route.fulfill({ path: path.join(folder, model, file) });
  });
}
