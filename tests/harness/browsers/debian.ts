import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** Only root on a Debian may be given packages without a question. */
export const CAN_INSTALL = process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** Installs packages of Debian. @throws Error where apt-get cannot */
export async function installPackages(...names: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...words: readonly string[]) =>
    promisify(execFile)('apt-get', ['-qq', ...words], { env, maxBuffer: 64 * 1024 * 1024 });
  await run('update');
  await run('-y', '--no-install-recommends', 'install', ...names);
}
