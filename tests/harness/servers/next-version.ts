import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BUILDS_FOLDER, currentVersion } from '../../../scripts/site/builds.mjs';
import { copyName } from '../../../scripts/site/copy-name.mjs';
import { withoutFirstScript } from '../../../scripts/site/publish/inline-scripts.mjs';
import { publishSite } from '../../../scripts/site/publish/publish-site.mjs';
import { serveVersion } from '../../../scripts/site/server.mjs';
import { siteVersions } from '../../../scripts/site/version.mjs';
import type { Site } from '../site.ts';

const NEXT_VERSION = 'feedfacefeedface';
const NEXT_MODELS = 'cafecafecafecafe';
/** Attribute on the root element of the next version's pages; scripts do not remove it. */
export const NEXT_MARK = 'data-next';

export interface TwoVersions {
  readonly now: Site;
  readonly next: Site;
  readonly remove: () => Promise<void>;
}

/**
 * The built site, and the site after an update: other pages, other addresses of all code and
 * models. The update consists of the built files, renamed, because two builds would take minutes.
 * The site's own code publishes and serves it. The updated site still has the previous files.
 */
export async function serveTwoVersions(): Promise<TwoVersions> {
  const version = await currentVersion(BUILDS_FOLDER);
  if (!version) throw new Error('The site is not built.');
  const folder = await mkdtemp(path.join(tmpdir(), 'maskgate-versions-'));
  const before = path.join(folder, 'before');
  const after = path.join(folder, 'after');
  await cp(path.join(BUILDS_FOLDER, version), path.join(before, version), { recursive: true });
  await cp(path.join(before, version), path.join(after, version), { recursive: true });
  const exported = path.join(folder, 'exported');
  await exportNext(path.join(before, version, 'files'), exported, version);
  await publishSite(exported, path.join(after, NEXT_VERSION), {
    version: NEXT_VERSION,
    models: NEXT_MODELS,
    basePath: '',
    compress: false,
  });
  return {
    now: await serve(before, version),
    next: await serve(after, NEXT_VERSION),
    remove: () => rm(folder, { recursive: true }),
  };
}

/** What Next.js would export after a change that touches every file. */
async function exportNext(files: string, exported: string, version: string): Promise<void> {
  await mkdir(exported);
  await cp(files, exported, {
    recursive: true,
    filter: (source) =>
      !/\.(br|gz)$|\/(service-worker\.js|offline-files\.json)$|files\/models$/.test(source),
  });
  const code = path.join(exported, '_next/static');
  await rename(path.join(code, 'chunks'), path.join(code, 'chunks2'));
  const entries = await readdir(exported, { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of entries.filter((entry) => entry.isFile())) {
    if (!/\.(html|js|css)$/.test(name)) continue;
    const file = path.join(parentPath, name);
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      withoutFirstScript(text)
        .replaceAll('static/chunks/', 'static/chunks2/')
        .replaceAll(siteVersions('').models, NEXT_MODELS)
        .replaceAll(copyName('', version), copyName('', NEXT_VERSION))
        .replace('<html ', `<html ${NEXT_MARK} `),
    );
  }
}

async function serve(builds: string, version: string): Promise<Site> {
  const server = await serveVersion({ version, builds, port: 0 });
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The site has no port.');
  return {
    url: `http://localhost:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
