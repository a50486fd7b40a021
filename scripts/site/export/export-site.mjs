import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BUILDS_FOLDER } from '../builds.mjs';
import { doorOf, readKioskFile, SETTINGS_PATH } from '../kiosk-file.mjs';
import { ENCODING_ENDINGS, FILES_FOLDER, FLEET_PATH, readIndex } from '../site-index.mjs';
import { caddyfile } from './caddy.mjs';
import { netlifyHeaders } from './netlify.mjs';
import { nginxConfiguration } from './nginx.mjs';
import { exportedPlaces, rulesOf } from './rules.mjs';

/**
 * Writes a folder for any web server: the site in `public`, and its headers for nginx, Caddy and
 * Netlify. A page is the `index.html` of its own folder: every web server sends that.
 * @param {string} version a built version
 * @param {string} target an empty or new folder
 * @param {string} [builds] the folder of built versions
 * @throws Error with a readable message where the folder is in use
 */
export async function exportSite(version, target, builds = BUILDS_FOLDER) {
  const folder = resolve(target);
  if ((await readdir(folder).catch(() => [])).length > 0) {
    throw new Error(`${folder} is not empty: name a new folder.`);
  }
  const build = join(builds, version);
  const { files: served, basePath } = await readIndex(build);
  // The operators' page needs this site's own server.
  const files = Object.fromEntries(
    Object.entries(served).filter(([address]) => address !== FLEET_PATH),
  );
  const publicFolder = join(folder, 'public');
  const siteFolder = join(publicFolder, basePath);
  await mkdir(siteFolder, { recursive: true });
  for (const { file, encodings } of Object.values(files)) {
    for (const ending of ['', ...encodings.map((encoding) => ENCODING_ENDINGS[encoding])]) {
      const from = join(build, FILES_FOLDER, file) + ending;
      for (const place of exportedPlaces(file)) await cp(from, join(siteFolder, place) + ending);
    }
  }
  const settings = await readKioskFile();
  await writeFile(join(siteFolder, SETTINGS_PATH), settings ?? '{}');

  const rules = rulesOf(files, doorOf(settings));
  // Outside the folder of the site's files, so that no web server sends them.
  await writeFile(join(folder, 'nginx.conf'), nginxConfiguration(rules, basePath));
  await writeFile(join(folder, 'Caddyfile'), caddyfile(rules, basePath));
  await writeFile(
    join(publicFolder, '_headers'),
    netlifyHeaders(files, doorOf(settings), basePath),
  );
}
