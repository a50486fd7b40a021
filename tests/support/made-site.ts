import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compressFile } from '../../scripts/site/publish/compress.mjs';
import { inlineScriptHashes } from '../../scripts/site/publish/inline-scripts.mjs';

export interface MadeVersion {
  readonly builds: string;
  readonly version: string;
  readonly basePath?: string;
  /** By address. */
  readonly files: Record<string, readonly [file: string, content: string | Buffer]>;
}

/** A built version as `publishSite` leaves it, without Next.js and the service worker. */
export async function writeVersion(made: MadeVersion): Promise<void> {
  const { builds, version, basePath = '' } = made;
  const files: Record<string, object> = {};
  for (const [address, [file, content]] of Object.entries(made.files)) {
    const to = path.join(builds, version, 'files', file);
    await mkdir(path.dirname(to), { recursive: true });
    await writeFile(to, content);
    files[address] = {
      file,
      etag: `W/"${version}${address}"`,
      encodings: await compressFile(to),
      ...(file.endsWith('.html') && { scriptHashes: inlineScriptHashes(String(content)) }),
    };
  }
  const index = { version, basePath, files };
  await writeFile(path.join(builds, version, 'site.json'), JSON.stringify(index));
}
