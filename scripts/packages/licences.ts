import { readFile } from 'node:fs/promises';
import { isMain } from '../support/is-main.ts';

/** `npm run licences`: prints the packages of the site and their licences as CSV. */

export interface PackageLicence {
  readonly name: string;
  readonly version: string;
  /** SPDX name; `unknown` where the package gives none. */
  readonly licence: string;
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly license?: string;
        readonly dev?: boolean;
      }
    >
  >;
}

/**
 * The packages in a lock file without development packages, by name.
 * @param lock the content of `package-lock.json`, version 3
 */
export function licencesOf(lock: string): PackageLicence[] {
  const { packages } = JSON.parse(lock) as Lock;
  return Object.entries(packages)
    .filter(([place, { dev }]) => place !== '' && !dev)
    .map(([place, { version = '', license = 'unknown' }]) => ({
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

if (isMain(import.meta.url)) {
  const lock = await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8');
  console.log('package,version,licence');
  for (const { name, version, licence } of licencesOf(lock)) {
    console.log(`${name},${version},${licence}`);
  }
}
