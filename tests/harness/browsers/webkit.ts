import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Builder, type WebDriver } from 'selenium-webdriver';
import { freePort } from '../servers/free-port.ts';
import { CAN_INSTALL, installPackages } from './debian.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';
const SCREEN = '/usr/bin/xvfb-run';
const BROWSERS = ['x86_64', 'aarch64'].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
);
const START_LIMIT_MS = 30_000;

export interface Webkit {
  readonly driver: WebDriver;
  close(): Promise<void>;
}

/**
 * Path of the browser that comes with WebKitGTK, which root on Debian installs; undefined if none
 * is available.
 */
export async function findWebkit(): Promise<string | undefined> {
  const find = () =>
    [DRIVER, SCREEN].every((file) => existsSync(file))
      ? BROWSERS.find((file) => existsSync(file))
      : undefined;
  const found = find();
  if (found || !CAN_INSTALL) return found;
  try {
    await installPackages('webkit2gtk-driver', 'xvfb', 'xauth');
  } catch (error) {
    console.log(`No WebKitGTK could be installed: ${error}`);
  }
  return find();
}

/**
 * Starts WebKitGTK on a virtual screen, driven by WebDriver. Its camera is WebKit's own test
 * picture, which shows no face: the tests check labels of faces on photographs.
 */
export async function launchWebkit(browserPath: string): Promise<Webkit> {
  const port = await freePort();
  // Its own process group, so that one signal reaches screen, driver and browser.
  const driverProcess = spawn(SCREEN, ['-a', DRIVER, `--port=${port}`], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  });
  const ended = once(driverProcess, 'exit');
  const kill = async () => {
    if (driverProcess.pid && driverProcess.exitCode === null) {
      process.kill(-driverProcess.pid, 'SIGKILL');
    }
    await ended;
  };
  try {
    await untilListening(port);
    const args = [
      '--automation',
      '--enable-media-stream=true',
      '--enable-mock-capture-devices=true',
    ];
    const driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: browserPath, args },
      })
      .build();
    return {
      driver,
      async close() {
        await driver.quit().catch(() => undefined);
        await kill();
      },
    };
  } catch (error) {
    await kill();
    throw error;
  }
}

async function untilListening(port: number): Promise<void> {
  const end = Date.now() + START_LIMIT_MS;
  while (Date.now() < end) {
    const answers = await fetch(`http://127.0.0.1:${port}/status`).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await setTimeout(100);
  }
  throw new Error('WebKitWebDriver did not start in time.');
}
