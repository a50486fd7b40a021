import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { licencesOf } from '../../../scripts/packages/licences.ts';

/**
 * Licences that MIT software may be shipped with or run beside. MPL-2.0 code is shipped unchanged,
 * and NOTICE names its source.
 */
const ALLOWED =
  /^(0BSD|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|CC-BY-4\.0|CC0-1\.0|ISC|LGPL-3\.0-or-later|MIT|MPL-2\.0|Unlicense|Zlib)$/;
/** Next.js compilers for other systems. The lock file omits their licence; the packages say MIT. */
const SAID_ELSEWHERE = /^@next\/swc-/;

it('every package that the site needs has a licence that lets us ship it', async () => {
  const packages = licencesOf(await readFile('package-lock.json', 'utf8'));
  expect(packages.length).toBeGreaterThan(50);
  const others = packages.filter(
    ({ name, licence }) =>
      !SAID_ELSEWHERE.test(name) &&
      !licence
        .replace(/[()]/g, '')
        .split(' AND ')
        .every((part) => ALLOWED.test(part)),
  );
  expect(others).toEqual([]);
});

it('development packages are left out', () => {
  const lock = JSON.stringify({
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.2.3', license: 'MIT' },
      'node_modules/a/node_modules/@b/c': { version: '2.0.0' },
      'node_modules/d': { version: '3.0.0', license: 'GPL-3.0', dev: true },
    },
  });
  expect(licencesOf(lock)).toEqual([
    { name: '@b/c', version: '2.0.0', licence: 'unknown' },
    { name: 'a', version: '1.2.3', licence: 'MIT' },
  ]);
});
