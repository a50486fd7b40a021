import path from 'node:path';
import type { BrowserContext } from 'playwright-core';

/**
 * Serves the models of another folder to the pages of a context, as a site built with them would.
 * It leaves out the build: names by content and compressed forms.
 */
export async function serveModels(context: BrowserContext, folder: string): Promise<void> {
  await context.route(/\/models\/\w+\/[\w-]+\/[\w.-]+(\?|$)/, (route) => {
    const [model = '', file = ''] = new URL(route.request().url()).pathname.split('/').slice(-2);
    return route.fulfill({ path: path.join(folder, model, file) });
  });
}
