import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FigureRow, KioskRow } from '../../../lib/fleet/protocol/figures.ts';
import type { ServedSettings } from '../../../lib/fleet/protocol/fleet-settings.ts';
import type {
  EnrolAnswer,
  KioskCommand,
  ReportAnswer,
} from '../../../lib/fleet/protocol/kiosk-messages.ts';
import type { ReportBody } from '../../../lib/fleet/protocol/kiosk-requests.ts';
import {
  type FleetDatabase,
  openFleetDatabase,
  readMeta,
} from '../../../lib/kiosk/fleet/fleet-database.ts';
import { FleetKiosk } from '../../../lib/kiosk/fleet/fleet-kiosk.ts';
import { newToken } from '../../../lib/kiosk/fleet/new-token.ts';
import { RecordsReader } from '../../../lib/kiosk/fleet/records-reader.ts';
import { Refusal, type SiteLine } from '../../../lib/kiosk/fleet/site-line.ts';
import type { RecordStore } from '../../../lib/records/store.ts';
import { fakeDatabase } from '../../support/fake-database.ts';
import { type FleetServer, reportOf, startFleetServer } from '../../support/fleet/server.ts';

/**
 * The kiosk's side against a real server. The network is a fake that a test can cut. The browser's
 * database is a fake in memory, which leaves out the disk. A test with a real Chromium is in
 * tests/browser/servers/fleet.test.ts.
 */
const openRecords = fakeDatabase();
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let server: FleetServer;
beforeAll(async () => {
  server = await startFleetServer();
}, 120_000);
afterAll(() => server.stop());

let records: RecordStore;
let reader: RecordsReader;
let database: FleetDatabase;
let settings: ServedSettings | null;
let nowMs: number;
let isCut: boolean;
let carriedOut: KioskCommand[];
let said: string[];
/** Number of answers that get lost on their way back. */
let lostAnswers: number;
const reports: ReportBody[] = [];

async function ask<Answer>(path: string, body: unknown, token?: string): Promise<Answer> {
  if (isCut) throw new TypeError('Failed to fetch');
  const answer = await server.asKiosk<Answer & { error?: { message: string } }>(path, body, token);
  if (answer.status !== 200) throw new Refusal(answer.status, answer.body.error?.message ?? '');
  if (lostAnswers > 0) {
    lostAnswers -= 1;
    throw new TypeError('Failed to fetch');
  }
  return answer.body;
}
const line: SiteLine = {
  enrol: (code, token) => ask<EnrolAnswer>('/enrol', { code, token }),
  report: (token, report) => {
    reports.push(report);
    return ask<ReportAnswer>('/report', report, token);
  },
  openDoor: (token) => ask('/door', {}, token),
};

function kiosk(): FleetKiosk {
  return new FleetKiosk(database, line, {
    readRecords: reader.read,
    heartbeat: () => reportOf().heartbeat,
    settings: () => settings,
    keepSettings: (next) => {
      settings = next;
    },
    carryOut: async (command) => {
      carriedOut.push(command);
      return command.kind === 'test-door' ? 'http: no door' : '';
    },
    say: (sentence) => said.push(sentence),
    nowMs: () => nowMs,
  });
}

beforeEach(async () => {
  records = openRecords();
  reader = new RecordsReader();
  database = await openFleetDatabase();
  [settings, isCut, carriedOut, said, lostAnswers] = [null, false, [], [], 0];
  nowMs = Date.UTC(2026, 9, 1, 12);
  reports.length = 0;
});
afterEach(() => {
  database.close();
  reader.close();
});

/** An enrolled kiosk at its own place. */
async function enrolled(place: string): Promise<{ id: string; reporter: FleetKiosk }> {
  const { body } = await server.asOperator<{ id: string; code: string }>('POST', '/kiosks', {
    name: 'Door',
    place,
  });
  const reporter = kiosk();
  expect(await reporter.enrol(body.code, newToken)).toBe(true);
  return { id: body.id, reporter };
}

const count = (hour: string, people: number) =>
  records.add({ hour, change: { people, passed: people, with_mask: people }, generation: 0 });

async function countsAt(place: string): Promise<[string, number][]> {
  const question = new URLSearchParams({
    from: '2026-09-01',
    to: '2026-12-01',
    step: 'hour',
    place,
  });
  const { body } = await server.asOperator<{ rows: FigureRow[] }>('GET', `/figures?${question}`);
  return body.rows.map(({ time, people }) => [time, people]);
}

describe('a kiosk', () => {
  it('is enrolled although the answer gets lost, by the same token', async () => {
    const { body } = await server.asOperator<{ code: string }>('POST', '/kiosks', {
      name: 'Lost',
      place: 'Lost',
    });
    lostAnswers = 1;
    await expect(kiosk().enrol(body.code, newToken)).rejects.toThrow(/fetch/);
    expect(await kiosk().enrol(body.code, newToken)).toBe(true);
    // The address still has the code after a reload.
    expect(await kiosk().enrol(body.code, newToken)).toBe(true);
    expect(await kiosk().report()).toBe(30);
  });

  it('hands in a week later what it could not before, each person once', async () => {
    const { reporter } = await enrolled('Harbour');
    isCut = true;
    for (let day = 0; day < 7; day += 1) {
      const hour = `2026-10-0${day + 1}T12+00:00`;
      await count(hour, 2);
      await count(hour, 1);
      await reporter.report();
      nowMs += DAY_MS;
      // The device keeps one day. The outbox keeps all days.
      await records.keepDays(1, new Date(nowMs));
    }
    expect(await countsAt('Harbour')).toEqual([]);
    isCut = false;
    // The report arrives, but its answer gets lost.
    lostAnswers = 1;
    await reporter.report();
    await reporter.report();
    const expected = [1, 2, 3, 4, 5, 6, 7].map((day) => [`2026-10-0${day}T12`, 3]);
    expect(await countsAt('Harbour')).toEqual(expected);
    await kiosk().report();
    expect(await countsAt('Harbour')).toEqual(expected);
  });

  it('hands in counts every 20 minutes, and no hours from before it was enrolled', async () => {
    await count('2026-10-01T10+00:00', 9);
    const { reporter } = await enrolled('Bakery');
    await count('2026-10-01T12+00:00', 1);
    await reporter.report();
    await count('2026-10-01T12+00:00', 1);
    nowMs += 19 * MINUTE_MS;
    await reporter.report();
    expect(await countsAt('Bakery')).toEqual([['2026-10-01T12', 1]]);
    nowMs += MINUTE_MS;
    await reporter.report();
    expect(await countsAt('Bakery')).toEqual([['2026-10-01T12', 2]]);
  });

  it('sends numbers of people alone: no more than the protocol names', async () => {
    const { reporter } = await enrolled('Bank');
    await count('2026-10-01T12+00:00', 1);
    await reporter.report();
    const [first] = reports;
    expect(Object.keys(first ?? {}).sort()).toEqual(
      ['done', 'events', 'heartbeat', 'hours', 'sequence', 'settingsVersion'].sort(),
    );
    expect(first?.hours).toEqual([
      {
        hour: '2026-10-01T12+00:00',
        ...{ people: 1, passed: 1, with_mask: 1, without_mask: 0, incorrect_mask: 0, unsure: 0 },
      },
    ]);
    // The state of the screen is not sent unless the operators ask for it.
    expect(first?.heartbeat.state).toBeNull();
  });

  it('applies settings and acknowledges them immediately', async () => {
    const { id, reporter } = await enrolled('Theatre');
    const values = { volume: 0.3, heartbeatSeconds: 60 };
    await server.asOperator('POST', '/settings', { scope: 'kiosk', target: id, values });
    expect(await reporter.report()).toBe(60);
    expect(settings).toMatchObject({ values: { volume: 0.3 } });
    const { body } = await server.asOperator<{ kiosks: KioskRow[] }>('GET', '/kiosks');
    expect(body.kiosks.find((row) => row.id === id)).toMatchObject({ settled: true });
  });

  it('carries out a command once, even if the answer gets lost and the page reloads', async () => {
    const { id, reporter } = await enrolled('Gym');
    await reporter.report();
    await server.asOperator('POST', '/commands', { kiosks: [id], kind: 'reload' });
    await server.asOperator('POST', '/commands', { kiosks: [id], kind: 'test-door' });
    await reporter.report();
    lostAnswers = 1;
    await kiosk().report();
    await kiosk().report();
    expect(carriedOut.map(({ kind }) => kind)).toEqual(['reload', 'test-door']);
    const { body } = await server.asOperator<{ commands: unknown[] }>('GET', '/troubles');
    expect(body.commands.slice(0, 2)).toMatchObject([
      { kind: 'test-door', outcome: 'failed', failure: 'http: no door' },
      { kind: 'reload', outcome: 'done' },
    ]);
  });

  it('deletes what waits when somebody deletes all records', async () => {
    const { reporter } = await enrolled('Pool');
    isCut = true;
    await count('2026-10-01T12+00:00', 5);
    await reporter.report();
    await records.deleteAll();
    await records.add({
      hour: '2026-10-01T13+00:00',
      change: { people: 1, passed: 1, with_mask: 1 },
      generation: 1,
    });
    isCut = false;
    await reporter.report();
    expect(await countsAt('Pool')).toEqual([['2026-10-01T13', 1]]);
  });

  it('hands in what went wrong', async () => {
    const { reporter } = await enrolled('Zoo');
    nowMs = Date.now();
    await records.log('door-failed', 'http: no answer within 3 s');
    await reporter.report();
    const { body } = await server.asOperator<{ troubles: object[] }>('GET', '/troubles');
    expect(body.troubles).toContainEqual(
      expect.objectContaining({
        place: 'Zoo',
        kind: 'door-failed',
        detail: 'http: no answer within 3 s',
      }),
    );
  });

  it('forgets the fleet when it is revoked', async () => {
    const { id, reporter } = await enrolled('Depot');
    await reporter.report();
    await server.asOperator('POST', `/kiosks/${id}/revoke`);
    expect(await reporter.report()).toBeNull();
    expect(settings).toBeNull();
    expect(await readMeta(database, 'identity')).toBeUndefined();
    expect(said.at(-1)).toBe('This kiosk was revoked.');
  });
});
