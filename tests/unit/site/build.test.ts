import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build as bundle } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import packageFile from '../../../package.json' with { type: 'json' };
import { ensureBuilt } from '../../../scripts/site/build.mjs';
import { oneAtATime } from '../../../scripts/site/one-at-a-time.mjs';
import { siteVersions } from '../../../scripts/site/version.mjs';

const VERSION = siteVersions('').site;

let builds: string;
let said: string[];
beforeEach(async () => {
  builds = await mkdtemp(path.join(tmpdir(), 'maskgate-builds-'));
  said = [];
});
afterEach(() => rm(builds, { recursive: true }));

/** In place of Next.js and the later steps of a build. It writes only the index. */
async function buildIndex(target: string): Promise<void> {
  await mkdir(target);
  await writeFile(path.join(target, 'site.json'), JSON.stringify({ basePath: '' }));
}

function ensure(build: (target: string) => Promise<void>): Promise<string> {
  return ensureBuilt({ basePath: '', builds, build, say: (sentence) => said.push(sentence) });
}

describe('the build', () => {
  it('runs once, and again only after a change', async () => {
    expect(await ensure(buildIndex)).toBe(VERSION);
    const build = () => Promise.reject(new Error('Nothing has changed.'));
    expect(await ensure(build)).toBe(VERSION);
    expect(said).toEqual(['Building the site.', 'The site is built and current.']);
  });

  it('that fails leaves the former one serving, and says so', async () => {
    await buildIndex(path.join(builds, 'former'));
    await writeFile(path.join(builds, 'current'), 'former');
    const served = await ensure(() => Promise.reject(new Error('A comma is missing.')));
    expect(served).toBe('former');
    expect(said.slice(-2)).toEqual([
      'The build failed: A comma is missing.',
      'Version former, built before, is served instead.',
    ]);
  });

  it('that fails ends with its error if there is no earlier build', async () => {
    const build = () => Promise.reject(new Error('A comma is missing.'));
    await expect(ensure(build)).rejects.toThrow('A comma is missing.');
  });

  it('that fails does not fall back to a build for another path', async () => {
    await mkdir(path.join(builds, 'former'));
    const index = JSON.stringify({ basePath: '/maskgate' });
    await writeFile(path.join(builds, 'former/site.json'), index);
    await writeFile(path.join(builds, 'current'), 'former');
    const build = () => Promise.reject(new Error('A comma is missing.'));
    await expect(ensure(build)).rejects.toThrow('A comma is missing.');
  });

  it('is made by one of two that begin together; the other waits for it', async () => {
    let made = 0;
    const build = async (target: string) => {
      made++;
      await new Promise((resolve) => setTimeout(resolve, 500));
      await buildIndex(target);
    };
    const first = ensure(build);
    while (made === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await ensure(build)).toBe(VERSION);
    expect(await first).toBe(VERSION);
    expect(made).toBe(1);
    expect(said.at(-1)).toBe('Another build is at work: waiting for it.');
  });

  it('that cannot take its lock fails at once, and does not wait', async () => {
    // No user, not even root, can create a folder here.
    const work = () => Promise.reject(new Error('It has begun.'));
    await expect(oneAtATime('/proc/self', console.log, work)).rejects.toThrow('ENOENT');
  });

  it('that fails does not block the next one', async () => {
    await expect(ensure(() => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
    expect(await ensure(buildIndex)).toBe(VERSION);
  });

  it('that is half-built is made anew, and never served', async () => {
    await mkdir(path.join(builds, `${VERSION}.new`, 'files'), { recursive: true });
    await buildIndex(path.join(builds, 'older.new'));
    await mkdir(path.join(builds, 'broken'));
    await ensure(buildIndex);
    expect((await readdir(builds)).sort()).toEqual([VERSION, 'current'].sort());
    expect(await readdir(path.join(builds, VERSION))).toEqual(['site.json']);
  });

  it('keeps earlier versions for open tabs, three versions in all', async () => {
    for (const version of ['a', 'b', 'c', 'd']) {
      await buildIndex(path.join(builds, version));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await ensure(buildIndex);
    expect((await readdir(builds)).sort()).toEqual([VERSION, 'c', 'current', 'd'].sort());
  });

  it('has another name for another base path, and the same name for the models', async () => {
    expect(siteVersions('/maskgate').site).not.toBe(VERSION);
    expect(siteVersions('/maskgate').models).toBe(siteVersions('').models);
  });
});

it('a built site starts without the development packages', async () => {
  const { metafile } = await bundle({
    entryPoints: ['serve.mjs'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    metafile: true,
    write: false,
  });
  const needed = new Set<string>();
  const visited = new Set<string>();
  const visit = (file: string) => {
    if (visited.has(file)) return;
    visited.add(file);
    for (const { path: to, kind, external } of metafile.inputs[file]?.imports ?? []) {
      if (kind !== 'import-statement') continue;
      if (!external) visit(to);
      else if (!to.startsWith('node:')) needed.add(to);
    }
  };
  visit('serve.mjs');
  expect(visited.size).toBeGreaterThan(10);
  expect(needed.size).toBeGreaterThan(0);
  const shipped = Object.keys(packageFile.dependencies);
  expect([...needed].filter((name) => !shipped.includes(name))).toEqual([]);
});
