import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KioskConfig } from '../../lib/kiosk/config.ts';
import { launchChromium } from '../harness/chromium.ts';
import { type DoorDevice, startDoorDevice } from '../harness/servers/door-device.ts';

/**
 * Runs the kiosk's own `postToDoor` in a real Chromium, against a real HTTP device for each
 * behaviour: a browser hides answers from pages in ways that no other `fetch` does. The page is
 * empty, so the site's content security policy is not part of the test.
 */
let browser: Browser;
let site: Server;
let device: DoorDevice;
let page: Page;

beforeAll(async () => {
  const source = await readFile('lib/kiosk/door/http-door.ts', 'utf8');
  const { outputText } = transpileModule(source, {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 },
  });
  site = createServer((request, response) => {
    const isScript = request.url === '/http-door.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? outputText : '<!doctype html><title>Kiosk</title>');
  });
  await new Promise<void>((resolve) => site.listen(0, resolve));
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});
beforeEach(async () => {
  device = await startDoorDevice();
  page = await browser.newPage();
  await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
});
afterEach(async () => {
  await page.close();
  await device.stop();
});

/** @returns what went wrong, or null */
function post(path: string, doorAnswer: KioskConfig['doorAnswer'], seconds = 5) {
  const door = { doorUrl: device.url + path, doorAnswer, doorTimeoutSeconds: seconds };
  // A string, because the test runner rewrites imports in functions.
  return page.evaluate<string | null>(`import('/http-door.js').then(({ postToDoor }) =>
    postToDoor(${JSON.stringify(door)}).then(() => null, (error) => error.message))`);
}

describe('an unchecked door', () => {
  it.each([
    ['/open', ['POST /open pass']],
    ['/no-cors', ['POST /no-cors pass']],
    ['/broken', ['POST /broken pass']],
    ['/moved', ['POST /moved pass', 'GET /open']],
  ])('is signalled whatever it answers: %s', async (path, received) => {
    expect(await post(path, 'unchecked')).toBeNull();
    expect(device.received).toEqual(received);
  });

  it('has failed where it says nothing, or is not there', async () => {
    expect(await post('/silent', 'unchecked', 0.5)).toMatch(/no answer within 0.5 s/);
    expect(device.received).toEqual(['POST /silent pass']);
    await device.stop();
    expect(await post('/open', 'unchecked')).toMatch(/not reached/);
  });
});

describe('a checked door', () => {
  it('is signalled once, also if it is slow', async () => {
    expect(await post('/open', 'checked')).toBeNull();
    expect(await post('/slow', 'checked')).toBeNull();
    expect(device.received).toEqual(['POST /open pass', 'POST /slow pass']);
  });

  it.each([
    ['/no-cors', /its answer was kept from this page/],
    ['/moved', /redirected/],
    ['/broken', /answered 500/],
    ['/silent', /no answer within 0.5 s/],
  ])('fails at %s, after one request', async (path, message) => {
    expect(await post(path, 'checked', path === '/silent' ? 0.5 : 5)).toMatch(message);
    expect(device.received).toEqual([`POST ${path} pass`]);
  });
});
