import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';
import { CAN_INSTALL, installPackages } from './debian.ts';

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/**
 * Path of a Firefox: FIREFOX_PATH, else the system's, else Debian's, which root installs; undefined
 * if none is available.
 */
export async function findFirefox(): Promise<string | undefined> {
  const named = process.env.FIREFOX_PATH;
  if (named) return named;
  const found = PLACES.find((place) => existsSync(place));
  if (found || !CAN_INSTALL) return found;
  try {
    await installPackages('firefox-esr');
  } catch (error) {
    console.log(`No Firefox could be installed: ${error}`);
  }
  return PLACES.find((place) => existsSync(place));
}

/**
 * Starts a Firefox without a window, driven by WebDriver BiDi. Its camera is Firefox's own test
 * picture, which shows no face: the tests check labels of faces on photographs and films.
 *
 * The browser reports one core, so WebAssembly starts no threads. While WebDriver is attached, the
 * start of a worker within a worker never returns in about 1 of 25 cases, and the engine's worker
 * waits for it. Without WebDriver, 128 of 128 such workers started. These tests leave out the
 * threads.
 */
export function launchFirefox(executablePath: string): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'dom.maxHardwareConcurrency': 1,
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
    },
  });
}
