import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ENGINES = ['wasm', 'webgl', 'webgpu'].map(
  (name) => `node_modules/@tensorflow/tfjs-backend-${name}/dist`,
);
const NAMESPACES = ['util', 'backend_util', 'slice_util', 'broadcast_util', 'gather_util'] as const;

/** What stands for TensorFlow.js in pages, bundled. */
let core: Record<string, Record<string, unknown>>;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'maskgate-core-'));
  const outfile = path.join(folder, 'core.cjs');
  await build({
    entryPoints: ['lib/vision/engine/tfjs/core.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  core = createRequire(import.meta.url)(outfile);
});

afterAll(() => rm(folder, { recursive: true }));

/** Of all files below some folders. @param ending of their names */
async function textsOf(folders: readonly string[], ending: string): Promise<string[]> {
  const lists = folders.map(async (top) => {
    const entries = await readdir(top, { recursive: true });
    return entries.filter((name) => name.endsWith(ending)).map((name) => path.join(top, name));
  });
  const files = (await Promise.all(lists))
    .flat()
    .filter((file) => !/_test\.js$|_tests?\b/.test(file));
  expect(files.length).toBeGreaterThan(50);
  return Promise.all(files.map((file) => readFile(file, 'utf8')));
}

/** Code of the engines, without their bundled forms and their tests. */
async function engineTexts(): Promise<string[]> {
  const texts = await textsOf(ENGINES, '.js');
  return texts.filter((text) => /^import .* from /m.test(text));
}

/** Everything that a pattern's first group finds, once each. */
function found(texts: readonly string[], pattern: RegExp): string[] {
  const names = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  return [...new Set(names)].sort();
}

it("has everything that the site's code takes from TensorFlow.js", async () => {
  const texts = await textsOf(['lib'], '.ts');
  const names = found(texts, /\btf\.([a-z]\w*)/g);
  expect(names).toContain('tidy');
  expect(names.filter((name) => !(name in core))).toEqual([]);
  const members = found(texts, /\btf\.((?:browser|fused|image|io)\.[a-z]\w*)/g);
  expect(members).toContain('fused.conv2d');
  const isThere = (path: string) => {
    const [space = '', member = ''] = path.split('.');
    return member in (core[space] ?? {});
  };
  expect(members.filter((path) => !isThere(path))).toEqual([]);
});

it('has everything that the engines take from it', async () => {
  const texts = await engineTexts();
  const lists = found(texts, /import \{([^}]+)\} from '@tensorflow\/tfjs-core'/g);
  const names = lists.flatMap((list) =>
    list.split(',').flatMap((name) => name.replace(/ as .*/, '').trim() || []),
  );
  expect(names).toContain('KernelBackend');
  // Of their tests.
  const ofTests = ['registerTestEnv', 'deprecationWarn'];
  expect(names.filter((name) => !(name in core) && !ofTests.includes(name))).toEqual([]);
});

it('lacks only helpers of strings, of sparse and ragged tensors, and of einsum', async () => {
  const texts = await engineTexts();
  const missing = NAMESPACES.flatMap((space) =>
    found(texts, new RegExp(`\\b${space}\\.([a-zA-Z]\\w*)`, 'g'))
      .filter((member) => !(member in (core[space] ?? {})))
      .map((member) => `${space}.${member}`),
  );
  const ofThose =
    /Sparse|Einsum|isIdentityPermutation|Ragged|RowPartition|validateDefaultValueShape|fingerPrint/;
  expect(missing.filter((name) => !ofThose.test(name))).toEqual([]);
});
