import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PORT } from '../../../scripts/site/port.mjs';

const SITE = `http://localhost:${DEFAULT_PORT}`;
const KIOSK_FILES = 'deploy/kiosk/etc';

const read = (file: string) => readFile(file, 'utf8');

describe('a kiosk set up as in docs/kiosk-setup.md', () => {
  it('opens the page that the service serves, and waits for it', async () => {
    const site = await read(`${KIOSK_FILES}/systemd/system/maskgate.service`);
    const screen = await read(`${KIOSK_FILES}/systemd/system/maskgate-kiosk.service`);
    // Without --port, the default port.
    expect(site).toMatch(/^ExecStart=\/usr\/bin\/node serve\.mjs start --hostname localhost$/m);
    expect(site).toMatch(new RegExp(`^ExecStartPost=/usr/bin/curl .* ${SITE}/kiosk$`, 'm'));
    expect(screen).toMatch(new RegExp(`^ExecStart=/usr/bin/cage .* ${SITE}/kiosk$`, 'm'));
    expect(screen).toMatch(/^After=maskgate\.service /m);
  });

  it('lets Chromium use the camera on the site, and open no other site', async () => {
    const policy = JSON.parse(await read(`${KIOSK_FILES}/chromium/policies/managed/maskgate.json`));
    expect(policy).toMatchObject({
      VideoCaptureAllowedUrls: [SITE],
      AutoplayAllowlist: [SITE],
      URLAllowlist: [SITE],
      URLBlocklist: ['*'],
    });
  });

  it('shows its page as the user that sysusers.d creates', async () => {
    const screen = await read(`${KIOSK_FILES}/systemd/system/maskgate-kiosk.service`);
    const [, user] = /^User=(.+)$/m.exec(screen) ?? [];
    expect(await read(`${KIOSK_FILES}/sysusers.d/maskgate.conf`)).toContain(`\nu ${user} - `);
  });
});

it('the container, its health check and compose use the same port', async () => {
  const container = await read('deploy/Containerfile');
  expect(container).toMatch(new RegExp(`^EXPOSE ${DEFAULT_PORT}$`, 'm'));
  expect(container).toContain(`fetch('http://127.0.0.1:${DEFAULT_PORT}/kiosk')`);
  expect(await read('deploy/compose.yaml')).toContain(`- "${DEFAULT_PORT}:${DEFAULT_PORT}"`);
});
