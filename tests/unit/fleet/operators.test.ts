import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from '../../../lib/fleet/operators/passwords.ts';
import { NO_COUNTS } from '../../../lib/records/counts.ts';
import {
  type FleetServer,
  OPERATOR,
  reportOf,
  startFleetServer,
} from '../../support/fleet/server.ts';

let server: FleetServer;
beforeAll(async () => {
  server = await startFleetServer();
}, 120_000);
afterAll(() => server.stop());

/** A request that any page or program can send. */
function ask(method: string, path: string, headers: Record<string, string>, body?: string) {
  return fetch(`${server.url}/api/fleet${path}`, { method, headers, ...(body && { body }) });
}
const JSON_TYPE = { 'Content-Type': 'application/json' };
const login = (given: object, headers: Record<string, string> = {}) =>
  ask('POST', '/login', { ...JSON_TYPE, ...headers }, JSON.stringify(given));

describe('a password', () => {
  it('is stored as a salted hash that verifies it', async () => {
    const [hash, other] = [
      await hashPassword('correct horse'),
      await hashPassword('correct horse'),
    ];
    expect(hash).not.toBe(other);
    expect(hash).not.toContain('horse');
    expect(await isPassword('correct horse', hash)).toBe(true);
    expect(await isPassword('correct hors', hash)).toBe(false);
    expect(await isPassword('correct horse', null)).toBe(false);
    await expect(hashPassword('short')).rejects.toThrow(/12 to 200 characters/);
  });
});

describe('the API for operators', () => {
  it.each(['/kiosks', '/figures?from=2026-01-01&to=2026-01-02&step=day', '/audit', '/settings'])(
    'refuses %s without a session',
    async (path) => {
      const answer = await ask('GET', `/operator${path}`, {});
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toMatch(/kim|rows/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    },
  );

  it('sets a cookie that scripts cannot read and other sites cannot use', async () => {
    const answer = await login(OPERATOR);
    const cookie = answer.headers.get('set-cookie');
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const token = cookie?.split(';')[0] ?? '';
    const read = await ask('GET', '/operator/kiosks', { Cookie: token });
    expect(read.status).toBe(200);
    // Another site can make a browser send the cookie, but not the CSRF token.
    const body = JSON.stringify({ name: 'x', place: 'y' });
    const forged = await ask('POST', '/operator/kiosks', { ...JSON_TYPE, Cookie: token }, body);
    expect(forged.status).toBe(403);
    expect((await ask('POST', '/logout', { Cookie: token })).status).toBe(200);
    expect((await ask('GET', '/operator/kiosks', { Cookie: token })).status).toBe(401);
  });

  it('accepts a password from this machine, or over https through a proxy', async () => {
    const forwarded = { 'X-Forwarded-For': '203.0.113.7' };
    expect((await login(OPERATOR, forwarded)).status).toBe(403);
    const secure = await login(OPERATOR, { ...forwarded, 'X-Forwarded-Proto': 'https' });
    expect(secure.status).toBe(200);
    expect(secure.headers.get('set-cookie')).toMatch(/; Secure/);
  });

  it('logs who changed what', async () => {
    await server.asOperator('POST', '/kiosks', { name: 'Audited', place: 'Here' });
    const { body } = await server.asOperator<{
      entries: { action: string; address: string; detail: string }[];
    }>('GET', '/audit');
    expect(body.entries[0]).toMatchObject({
      operator: 'kim',
      address: '127.0.0.1',
      action: 'kiosk-added',
      detail: expect.stringContaining('Audited'),
    });
    expect(body.entries.map(({ action }) => action)).toContain('logged-in');
    expect(JSON.stringify(body)).not.toContain(OPERATOR.password);
  });

  it('escapes formulas of spreadsheets in the CSV file of figures', async () => {
    const { token } = await server.enrolled('=HYPERLINK("x")', 'Shop');
    const hours = [
      {
        hour: '2026-03-01T10+09:00',
        ...{ people: 2, passed: 1, with_mask: 1, without_mask: 1, incorrect_mask: 0, unsure: 0 },
      },
    ];
    await server.asKiosk('/report', reportOf({ sequence: 1, hours }), token);
    const question = 'from=2026-03-01&to=2026-03-01&step=kiosk&separator=;';
    const { body, headers } = await server.asOperator<string>('GET', `/figures.csv?${question}`);
    expect(headers.get('content-type')).toMatch(/text\/csv/);
    expect(body).toContain('Shop;"\'=HYPERLINK(""x"")";2;1;1;1;0;0\r\n');
  });
});

describe('bad requests', () => {
  it.each([
    ['invalid JSON', '{"a":', /no JSON/],
    ['a list', '[]', /expected object/],
    ['a negative count', JSON.stringify(reportOf({ hours: [hour({ people: -1 })] })), /people/],
    [
      'an invalid hour',
      JSON.stringify(reportOf({ hours: [hour({ hour: '2026-13-40T99+00:00' })] })),
      /No such hour/,
    ],
  ])('%s is rejected with a message', async (_what, body, words) => {
    const { token } = await server.enrolled('Bad', 'Bad');
    const headers = { ...JSON_TYPE, Authorization: `Bearer ${token}` };
    const answer = await ask('POST', '/report', headers, body);
    expect(answer.status).toBe(400);
    expect((await answer.json()).error.message).toMatch(words);
  });

  it('a body beyond the limit is rejected, with or without a declared length', async () => {
    const large = 'x'.repeat(1_100_000);
    expect((await ask('POST', '/enrol', JSON_TYPE, large)).status).toBe(413);
    const stream = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(large));
        controller.close();
      },
    });
    const init = { method: 'POST', headers: JSON_TYPE, body: stream, duplex: 'half' };
    const answer = await fetch(`${server.url}/api/fleet/enrol`, init as RequestInit);
    expect(answer.status).toBe(413);
  });

  it('an unknown token and a missing token are rejected', async () => {
    expect((await server.asKiosk('/report', reportOf(), 'a'.repeat(43))).status).toBe(401);
    expect((await server.asKiosk('/report', reportOf())).status).toBe(401);
  });

  it('wrong passwords and codes are limited to five in 15 minutes', async () => {
    const tried = async (one: () => Promise<{ status: number }>) => {
      const statuses: number[] = [];
      for (let i = 0; i < 7; i += 1) statuses.push((await one()).status);
      return statuses;
    };
    const code = { code: 'AAAA-AAAA', token: 'a'.repeat(43) };
    const codes = await tried(() => server.asKiosk('/enrol', code));
    expect(codes).toEqual([...Array(5).fill(403), 429, 429]);
    const passwords = await tried(() => login({ ...OPERATOR, password: 'a wrong password' }));
    expect(passwords).toEqual([...Array(5).fill(403), 429, 429]);
    expect((await login(OPERATOR)).headers.get('retry-after')).toBe('30');
  });

  it('behind a proxy on this machine, tries count for the address that the proxy saw', async () => {
    const by = (addresses: string) => ({
      'X-Forwarded-For': addresses,
      'X-Forwarded-Proto': 'https',
    });
    const wrong = { ...OPERATOR, password: 'a wrong password' };
    for (let i = 0; i < 5; i += 1) {
      // The visitor writes the addresses further left, so they do not count.
      expect((await login(wrong, by(`198.51.100.${i}, 203.0.113.8`))).status).toBe(403);
    }
    expect((await login(OPERATOR, by('198.51.100.9, 203.0.113.8'))).status).toBe(429);
    expect((await login(OPERATOR, by('203.0.113.9'))).status).toBe(200);
  });
});

function hour(changes: object) {
  return { hour: '2026-03-01T10+09:00', ...NO_COUNTS, ...changes };
}
