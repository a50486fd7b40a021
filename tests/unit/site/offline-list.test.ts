import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeServiceWorker } from '../../../scripts/site/publish/service-worker.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

it('copies the files that an offline visit needs, and no others', async () => {
  const folder = await temporaryFolder();
  const page =
    '<script src="/below/_next/old.js" noModule=""></script><script src="/below/_next/a.js"></script>';
  const files = {
    '/index.html': page,
    '/stills.html': page,
    '/_next/a.js': 'a',
    '/_next/a.js.map': 'map',
    '/_next/old.js': 'for browsers without modules',
    '/_next/tfjs-backend-wasm.38dt.wasm': 'for browsers without SIMD',
    '/_next/tfjs-backend-wasm-simd.3qll.wasm': 'simd',
    '/icons/any-192.png': 'for browsers that install the site',
    '/_next/zstandard.js': 'exports.ZSTD_findDecompressedSize',
    '/kiosk.defaults.json': '{}',
    '/kiosk.html': '<script src="/below/_next/static/kiosk.js"></script>',
    '/_next/static/kiosk.js': 'import("/below/_next/static/part.js")',
    '/_next/static/part.js': 'fetch("/api/fleet/report"), import("/below/_next/static/code.js")',
    '/_next/static/code.js': 'for a fleet alone',
    '/fleet.html': '<script src="/below/_next/static/code.js"></script>',
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await writeServiceWorker(folder, Object.keys(files), { version: '1', basePath: '/below' });

  const copied = JSON.parse(await readFile(path.join(folder, 'offline-files.json'), 'utf8'));
  expect(copied).toEqual([
    '/below/',
    '/below/stills',
    '/below/_next/a.js',
    '/below/_next/tfjs-backend-wasm-simd.3qll.wasm',
    '/below/kiosk',
    '/below/_next/static/kiosk.js',
  ]);
  const worker = await readFile(path.join(folder, 'service-worker.js'), 'utf8');
  for (const address of copied) expect(worker).toContain(`"${address}"`);
  expect(worker).not.toContain('old.js');
});
