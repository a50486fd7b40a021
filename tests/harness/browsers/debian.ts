import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** Only root on Debian can install packages without a prompt. */
export const CAN_INSTALL = process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** Installs Debian packages. @throws Error if apt-get cannot */
export async function installPackages(...names: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...words: readonly string[]) =>
    promisify(execFile)('apt-get', ['-qq', ...words], { env, maxBuffer: 64 * 1024 * 1024 });
  await run('update');
  await run('-y', '--no-install-recommends', 'install', ...names);
}
