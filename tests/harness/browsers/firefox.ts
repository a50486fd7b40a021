import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import puppeteer, { type Browser } from 'puppeteer-core';

const run = promisify(execFile);

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/**
 * Path of a Firefox: FIREFOX_PATH, else the system's, else Debian's, which root installs; undefined where there is
 * none to be had.
 */
export async function findFirefox(): Promise<string | undefined> {
  const named = process.env.FIREFOX_PATH;
  if (named) return named;
  const found = PLACES.find((place) => existsSync(place));
  if (found || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return found;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, maxBuffer: 64 * 1024 * 1024 };
  try {
    await run('apt-get', ['-qq', 'update'], options);
    const packages = ['-qq', '-y', '--no-install-recommends', 'install', 'firefox-esr'];
    await run('apt-get', packages, options);
  } catch (error) {
    console.log(`No Firefox could be installed: ${error}`);
  }
  return PLACES.find((place) => existsSync(place));
}

/**
 * Starts a Firefox without a window, driven by WebDriver BiDi. Its camera is Firefox's own test picture, which shows
 * no face: what is said of faces is proved on photographs and films.
 */
export function launchFirefox(executablePath: string): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
    },
  });
}
