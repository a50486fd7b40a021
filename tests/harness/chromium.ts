import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { CAN_INSTALL, installPackages } from './browsers/debian.ts';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Path of a Chromium: CHROMIUM_PATH, else Playwright's own, else the system's, else one that is
 * installed now, if that needs no prompt.
 */
export async function findChromium(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file.`);
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

async function install(): Promise<string> {
  if (CAN_INSTALL) {
    console.log('No Chromium found: installing the one of this Debian (apt-get).');
    try {
      await installPackages('chromium');
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
  /** The user's answer when the page asks for the camera. Default allow. */
  readonly permission?: 'allow' | 'deny';
  /** Whether a graphics card may be used where there is one. Default false. */
  readonly gpu?: boolean;
  readonly args?: readonly string[];
}

/**
 * WebGL runs on the CPU. Pages are composited without it: compositing through WebGL would take
 * CPU time from the networks.
 */
const SOFTWARE_GRAPHICS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
];
/** For `args`: lets a page have WebGPU without a graphics card. */
export const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
const GRAPHICS_CARD = ['--use-angle=vulkan', '--enable-features=Vulkan', '--enable-gpu'];

/**
 * Starts a Chromium without a window or a sandbox, and without a GPU unless `gpu` is set.
 * Playwright starts a full Chromium in the new headless mode, which has a fake camera; Chromium
 * 132 removed the old mode.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = await findChromium();
  return chromium.launch({ executablePath, headless: true, args: switches(options) });
}

export interface MortalBrowser {
  readonly browser: Browser;
  /** Ends all of its processes at once, as a power cut does. */
  readonly kill: () => Promise<void>;
}

/** Starts a Chromium on a profile that outlives it. @param profile a folder */
export async function launchMortalChromium(
  profile: string,
  options: LaunchOptions = {},
): Promise<MortalBrowser> {
  const port = join(profile, 'DevToolsActivePort');
  await rm(port, { force: true });
  const own = ['--headless=new', `--user-data-dir=${profile}`, '--remote-debugging-port=0'];
  // Its own process group, so that one signal reaches every process.
  const child = spawn(await findChromium(), [...switches(options), ...own], {
    detached: true,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async () => {
    if (child.pid && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, 'SIGKILL');
    }
    await ended;
  };
  try {
    const browser = await chromium.connectOverCDP(`http://localhost:${await portIn(port)}`);
    return { browser, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** The port that Chromium writes into its profile once it listens. */
async function portIn(file: string): Promise<string> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const [port] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (port) return port;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Chromium did not start in time.');
}

function switches({ camera, permission, gpu, args = [] }: LaunchOptions): string[] {
  const answer = permission === 'deny' ? '=deny' : '';
  return [
    '--no-sandbox',
    ...(gpu ? GRAPHICS_CARD : SOFTWARE_GRAPHICS),
    '--ignore-gpu-blocklist',
    '--use-fake-device-for-media-stream',
    `--use-fake-ui-for-media-stream${answer}`,
    ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    ...args,
  ];
}
