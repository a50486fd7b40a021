import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Path of a Chromium: CHROMIUM_PATH, else Playwright's own, else the system's, else one that is
 * installed now where that can be done unasked.
 */
export async function findChromium(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file.`);
  }
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  return (await findOnPath()) ?? (await install());
}

async function findOnPath(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of SYSTEM_NAMES) {
    for (const folder of folders) {
      const path = join(folder, name);
      const usable = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (usable) return path;
    }
  }
  return undefined;
}

/** Only root on a Debian may be helped without a question. */
async function install(): Promise<string> {
  const root = process.getuid?.() === 0;
  if (root && existsSync('/etc/debian_version')) {
    console.log('No Chromium found: installing the one of this Debian (apt-get).');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { env, maxBuffer: 64 * 1024 * 1024 };
    try {
      await run('apt-get', ['-qq', 'update'], options);
      const packages = ['-qq', '-y', '--no-install-recommends', 'install', 'chromium'];
      await run('apt-get', packages, options);
    } catch (error) {
      throw new Error('The browser tests need a Chromium, and apt-get could not install one.', {
        cause: error,
      });
    }
    const found = await findOnPath();
    if (found) return found;
  }
  throw new Error(
    'The browser tests need a Chromium: install one (`npx playwright-core install chromium`, or your system’s package) or set CHROMIUM_PATH to it.',
  );
}

export interface LaunchOptions {
  /** A file of `writeCameraFile`; without it, Chromium's own test picture. */
  readonly camera?: string;
  /** What the user answers when the page asks for the camera. Default allow. */
  readonly permission?: 'allow' | 'deny';
  readonly args?: readonly string[];
}

/**
 * Starts a Chromium without a window, a GPU or a sandbox. Playwright asks a whole Chromium for the
 * new headless mode, which has a fake camera; the old one was taken out of Chromium in version 132.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const answer = options.permission === 'deny' ? '=deny' : '';
  return chromium.launch({
    executablePath: await findChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--use-fake-device-for-media-stream',
      `--use-fake-ui-for-media-stream${answer}`,
      ...(options.camera ? [`--use-file-for-fake-video-capture=${options.camera}`] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...(options.args ?? []),
    ],
  });
}
