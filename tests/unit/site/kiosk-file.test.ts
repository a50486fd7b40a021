import { expect, it } from 'vitest';
import { securityHeaders } from '../../../scripts/site/headers.mjs';
import { doorOf } from '../../../scripts/site/kiosk-file.mjs';

const file = (text: string) => Buffer.from(text);

it.each([
  ['{"doorUrl":"http://192.168.1.5/open?relay=1"}', 'http://192.168.1.5/open'],
  ['{"doorUrl":"https://door.local:8443/a;b,c"}', 'https://door.local:8443/a%3Bb%2Cc'],
  ['{"doorUrl":"ftp://door.local/"}', null],
  ['{"doorUrl":"javascript:alert(1)"}', null],
  ['{"policy":"reminder"}', null],
  ['{"doorUrl":"http://door', null],
  ['', null],
])('the door of %s', (text, door) => {
  expect(doorOf(file(text))).toBe(door);
});

it('only the kiosk may ask the door, at its very path', () => {
  const policy = { door: 'http://192.168.1.5/open' };
  const connections = (pathname: string) =>
    /connect-src [^;]*/.exec(
      securityHeaders(pathname, policy)['Content-Security-Policy'] ?? '',
    )?.[0];
  expect(connections('/kiosk')).toBe("connect-src 'self' http://192.168.1.5/open");
  for (const pathname of ['/', '/stills', '/report', '/kiosk/door', '/models/a/weights.bin']) {
    expect(connections(pathname)).toBe("connect-src 'self'");
  }
});

it('a relay on USB is for the kiosk alone', () => {
  const permissions = (pathname: string) => securityHeaders(pathname, {})['Permissions-Policy'];
  expect(permissions('/kiosk')).toContain('serial=(self)');
  expect(permissions('/')).toContain('serial=()');
});
