import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newToken } from '../../../lib/fleet/kiosks/secrets.ts';
import type { FigureRow, KioskRow } from '../../../lib/fleet/protocol/figures.ts';
import type { ReportAnswer } from '../../../lib/fleet/protocol/kiosk-messages.ts';
import type { Counts } from '../../../lib/records/counts.ts';
import { findPostgres, startPostgres } from '../../harness/servers/postgres.ts';
import { type FleetServer, reportOf, startFleetServer } from '../../support/fleet/server.ts';

const hasPostgres = (await findPostgres()) !== null;

/** Counts of people who all passed with a mask. */
const people = (count: number): Counts => ({
  people: count,
  passed: count,
  with_mask: count,
  without_mask: 0,
  incorrect_mask: 0,
  unsure: 0,
});
const HOUR = '2026-10-25T02+02:00';

describe.each([
  { kind: 'PGlite', start: async () => ({ place: undefined, stop: async () => undefined }) },
  {
    kind: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: not installed, see .ci/run)',
    start: async () => {
      const { url, stop } = await startPostgres();
      return { place: { url }, stop };
    },
  },
])('a fleet on $kind', ({ kind, start }) => {
  const isSkipped = kind.includes('skipped');
  let server: FleetServer;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    if (isSkipped) return;
    const started = await start();
    stop = started.stop;
    server = await startFleetServer(started.place ? { place: started.place } : {});
  }, 120_000);
  afterAll(async () => {
    if (isSkipped) return;
    await server.stop();
    await stop();
  });

  const rowOf = async (id: string): Promise<KioskRow | undefined> => {
    const { body } = await server.asOperator<{ kiosks: KioskRow[] }>('GET', '/kiosks');
    return body.kiosks.find((kiosk) => kiosk.id === id);
  };
  const figuresOf = async (place: string, step = 'hour'): Promise<FigureRow[]> => {
    const question = new URLSearchParams({ from: '2026-10-25', to: '2026-10-26', step, place });
    const { body } = await server.asOperator<{ rows: FigureRow[] }>('GET', `/figures?${question}`);
    return body.rows;
  };

  it.skipIf(isSkipped)('enrols a kiosk with a code that works once', async () => {
    const made = await server.asOperator<{ id: string; code: string }>('POST', '/kiosks', {
      name: 'North door',
      place: 'School',
    });
    const { id, code } = made.body;
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const token = newToken();
    const typed = code.toLowerCase().replace('-', ' ');
    const enrolled = await server.asKiosk('/enrol', { code: typed, token });
    expect(enrolled).toMatchObject({ status: 200, body: { id, name: 'North door' } });
    // The answer got lost on its way: the same kiosk asks again.
    expect((await server.asKiosk('/enrol', { code, token })).status).toBe(200);
    const other = await server.asKiosk('/enrol', { code, token: newToken() });
    expect(other).toMatchObject({ status: 403, body: { error: { code: 'code-refused' } } });
    expect(await rowOf(id)).toMatchObject({ presence: 'silent', seenAt: null });
    expect((await server.asKiosk('/report', reportOf(), token)).status).toBe(200);
    expect(await rowOf(id)).toMatchObject({ presence: 'online', engine: 'wasm', camera: 'works' });
  });

  it.skipIf(isSkipped)('counts each hour once, however often and late it is reported', async () => {
    const { token } = await server.enrolled('West', 'Library');
    const tell = (sequence: number, ...hours: { hour: string; counts: Counts }[]) =>
      server.asKiosk(
        '/report',
        reportOf({ sequence, hours: hours.map(({ hour, counts }) => ({ hour, ...counts })) }),
        token,
      );
    await tell(1, { hour: HOUR, counts: people(3) });
    await tell(
      2,
      { hour: HOUR, counts: people(5) },
      { hour: '2026-10-25T02+01:00', counts: people(2) },
    );
    // The first report again, delayed by a proxy.
    await tell(1, { hour: HOUR, counts: people(3) });
    await tell(2, { hour: HOUR, counts: people(5) });
    // The hour that repeats at the end of summer time is one row by the clock. No count is lost.
    expect(await figuresOf('Library')).toEqual([
      { time: '2026-10-25T02', place: 'Library', kiosk: '', ...people(7) },
    ]);
  });

  it.skipIf(isSkipped)(
    'leaves the earlier hours of a moved kiosk with its earlier place',
    async () => {
      const { id, token } = await server.enrolled('East', 'Clinic');
      const hours = [{ hour: '2026-10-25T08+01:00', ...people(4) }];
      await server.asKiosk('/report', reportOf({ sequence: 1, hours }), token);
      await server.asOperator('PATCH', `/kiosks/${id}`, { place: 'Town hall', name: 'Foyer' });
      const later = [...hours, { hour: '2026-10-25T09+01:00', ...people(1) }];
      await server.asKiosk('/report', reportOf({ sequence: 2, hours: later }), token);
      expect(await rowOf(id)).toMatchObject({ name: 'Foyer', place: 'Town hall' });
      expect(await figuresOf('Clinic')).toMatchObject([{ time: '2026-10-25T08', people: 4 }]);
      const all = await figuresOf('', 'kiosk');
      expect(all).toContainEqual({ time: '', place: 'Clinic', kiosk: 'Foyer', ...people(4) });
    },
  );

  it.skipIf(isSkipped)('sends settings by scope until they are acknowledged', async () => {
    const { id, token } = await server.enrolled('South', 'Museum');
    const store = (scope: string, target: string, values: object) =>
      server.asOperator('POST', '/settings', { scope, target, values });
    await store('all', '', { language: 'ko', countsMinutes: 5 });
    await store('place', 'Museum', { language: 'fr', volume: 0.2 });
    await store('kiosk', id, { volume: 0.9 });
    const first = await server.asKiosk<ReportAnswer>('/report', reportOf(), token);
    expect(first.body.settings).toMatchObject({
      values: { language: 'fr', volume: 0.9 },
      countsMinutes: 5,
      heartbeatSeconds: 30,
    });
    expect(await rowOf(id)).toMatchObject({ settled: false });
    const settingsVersion = first.body.settings?.version ?? '';
    const second = await server.asKiosk<ReportAnswer>(
      '/report',
      reportOf({ settingsVersion }),
      token,
    );
    expect(second.body.settings).toBeNull();
    expect(await rowOf(id)).toMatchObject({ settled: true });
    const unfit = await store('all', '', { volume: 7 });
    expect(unfit).toMatchObject({ status: 400, body: { error: { message: /volume/ } } });
    expect((await store('all', '', { pin: '1234' })).status).toBe(400);
    expect((await store('all', '', { vollume: 1 })).status).toBe(400);
  });

  it.skipIf(isSkipped)('repeats a command until it is done, and reports its outcome', async () => {
    const { id, token } = await server.enrolled('Back', 'Court');
    await server.asOperator('POST', '/commands', { kiosks: [id], kind: 'message', text: 'Closed' });
    await server.asOperator('POST', '/commands', { kiosks: [id], kind: 'test-door' });
    const report = (done: { id: number; failure: string }[] = []) =>
      server.asKiosk<ReportAnswer>('/report', reportOf({ done }), token);
    const { commands } = (await report()).body;
    expect(commands).toMatchObject([{ kind: 'message', text: 'Closed' }, { kind: 'test-door' }]);
    expect((await report()).body.commands).toEqual(commands);
    const [shown, tested] = commands;
    await report([
      { id: shown?.id ?? 0, failure: '' },
      { id: tested?.id ?? 0, failure: 'http: no door' },
    ]);
    expect((await report()).body.commands).toEqual([]);
    const { body } = await server.asOperator<{ commands: unknown[] }>('GET', '/troubles');
    expect(body.commands).toMatchObject([
      { kind: 'test-door', outcome: 'failed', failure: 'http: no door', operator: 'kim' },
      { kind: 'message', outcome: 'done' },
    ]);
  });

  it.skipIf(isSkipped)(
    'keeps what went wrong once, and shows a live state only if asked',
    async () => {
      const { id, token } = await server.enrolled('Side', 'Church');
      const events = [{ number: 1, atMs: Date.now(), kind: 'door-failed', detail: 'no answer' }];
      const heartbeat = { ...reportOf().heartbeat, state: 'no-mask' };
      for (let i = 0; i < 2; i += 1) {
        await server.asKiosk('/report', reportOf({ events, heartbeat }), token);
      }
      const { body } = await server.asOperator<{ troubles: { kiosk: string }[] }>(
        'GET',
        '/troubles',
      );
      expect(body.troubles.filter(({ kiosk }) => kiosk === 'Side')).toHaveLength(1);
      expect(await rowOf(id)).toMatchObject({ state: null });
      await server.asOperator('POST', '/settings', {
        scope: 'all',
        target: '',
        values: { liveStates: true },
      });
      await server.asKiosk('/report', reportOf({ heartbeat }), token);
      expect(await rowOf(id)).toMatchObject({ state: 'no-mask' });
    },
  );

  it.skipIf(isSkipped)('rejects a revoked kiosk, and enrols it again with a new code', async () => {
    const { id, token } = await server.enrolled('Gate', 'Port');
    await server.asOperator('POST', `/kiosks/${id}/revoke`);
    const refused = await server.asKiosk('/report', reportOf(), token);
    expect(refused).toMatchObject({ status: 410, body: { error: { code: 'revoked' } } });
    const { body } = await server.asOperator<{ code: string }>('POST', `/kiosks/${id}/code`);
    const again = newToken();
    await server.asKiosk('/enrol', { code: body.code, token: again });
    expect((await server.asKiosk('/report', reportOf(), again)).status).toBe(200);
    expect((await server.asKiosk('/report', reportOf(), token)).status).toBe(401);
    expect(await rowOf(id)).toMatchObject({ presence: 'online' });
  });
});
