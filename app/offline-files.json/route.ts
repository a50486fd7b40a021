import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { KIOSK_FILE_PATH, MODELS_PATH, PAGE_PATHS } from '@/lib/site-paths';

/** Written once, when the site has been compiled. */
export const dynamic = 'force-static';

/** Addresses of all that the site needs without a network, for the service worker. */
export async function GET(): Promise<Response> {
  const compiled = await filesOf('.next/static');
  const models = await filesOf('public/models');
  const { search } = new URL(MODELS_PATH, 'http://localhost');
  return Response.json([
    ...PAGE_PATHS,
    KIOSK_FILE_PATH,
    '/icon.svg',
    ...compiled.filter((file) => !file.endsWith('.map')).map((file) => `/_next/static/${file}`),
    ...models.map((file) => `/models/${file}${search}`),
  ]);
}

/** Relative paths of all files below a folder; none where it does not exist, as in development. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}
