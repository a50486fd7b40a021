import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import mqtt, { type MqttClient } from 'mqtt';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { alertsOf, watchAlerts } from '../../../lib/fleet/outward/alerts.ts';
import { deliverWebhooks } from '../../../lib/fleet/outward/webhooks.ts';
import type { KioskRow } from '../../../lib/fleet/protocol/figures.ts';
import type { ReportAnswer } from '../../../lib/fleet/protocol/kiosk-messages.ts';
import type { Database } from '../../../lib/fleet/store/database.ts';
import { openDatabase } from '../../../lib/fleet/store/open-database.ts';
import { NO_COUNTS } from '../../../lib/records/counts.ts';
import { startDoorDevice } from '../../harness/servers/door-device.ts';
import { hasMosquitto, startGuardedMosquitto } from '../../harness/servers/mosquitto.ts';
import { emptyPgliteFolder } from '../../support/fleet/pglite-folder.ts';
import { type FleetServer, reportOf, startFleetServer } from '../../support/fleet/server.ts';

/** The server publishes to the broker every 5 s. A reconnection takes 2 s. */
const NEWS = { timeout: 25_000, interval: 100 };
const broker = hasMosquitto ? await startGuardedMosquitto() : null;

let server: FleetServer;
beforeAll(async () => {
  server = await startFleetServer({
    ...(broker && {
      environment: {
        MQTT_URL: broker.url,
        MQTT_CA: broker.keys.ca,
        MQTT_CERT: broker.keys.cert,
        MQTT_KEY: broker.keys.key,
        MQTT_USERNAME: broker.keys.username,
        MQTT_PASSWORD: broker.keys.password,
      },
    }),
    installedDoor: async () => `${door.url}/open`,
  });
}, 120_000);
const door = await startDoorDevice();
afterAll(async () => {
  await server.stop();
  await door.stop();
  await broker?.stop();
});

describe('the metrics for Prometheus', () => {
  it('show which kiosks are online and how many people they counted', async () => {
    const { token } = await server.enrolled('Main', 'Station');
    const hour = `${new Date().toISOString().slice(0, 13)}+00:00`;
    const counts = {
      people: 4,
      passed: 3,
      with_mask: 3,
      without_mask: 1,
      incorrect_mask: 0,
      unsure: 0,
    };
    const heartbeat = { ...reportOf().heartbeat, door: 'failing' as const };
    await server.asKiosk(
      '/report',
      reportOf({ sequence: 1, hours: [{ hour, ...counts }], heartbeat }),
      token,
    );
    const answer = await fetch(`${server.url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/text\/plain; version=0/);
    const text = await answer.text();
    const of = (name: string) =>
      new RegExp(
        `^${name}\\{id="[^"]+",kiosk="Main",place="Station"(?:,[^}]*)?\\} (.*)$`,
        'm',
      ).exec(text)?.[1];
    expect(of('maskgate_kiosk_online')).toBe('1');
    expect(of('maskgate_kiosk_door_failing')).toBe('1');
    expect(of('maskgate_kiosk_frames_per_second')).toBe('14.5');
    expect(of('maskgate_kiosk_without_mask_ratio')).toBe('0.25');
    expect(text).toMatch(/maskgate_people_total\{[^}]*kiosk="Main"[^}]*verdict="with_mask"\} 3/);
    expect((await (await fetch(`${server.url}/healthz`)).json()).healthy).toBe(true);
    const other = await fetch(`${server.url}/metrics`, {
      headers: { 'X-Forwarded-For': '203.0.113.7' },
    });
    expect(other.status).toBe(403);
  });

  it('include every figure that the dashboard and the alert rules use', async () => {
    const files = ['grafana.json', 'alerts.yml'].map((name) => `docs/fleet/${name}`);
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const asked = new Set(texts.join('\n').match(/\bmaskgate_[a-z_]+/g));
    expect(asked.size).toBeGreaterThan(5);
    const { token } = await server.enrolled('Other', 'Station');
    await server.asKiosk('/report', reportOf(), token);
    const served = await (await fetch(`${server.url}/metrics`)).text();
    const missing = [...asked].filter((name) => !served.includes(`\n${name}{`));
    expect(missing).toEqual([]);
  });
});

describe('the door that the server opens', () => {
  it('has an address from the installer or operators, not the kiosk; reports errors', async () => {
    const { id, token } = await server.enrolled('Lock', 'Vault');
    const open = () => server.asKiosk('/door', { doorUrl: 'http://example.invalid/' }, token);
    expect((await open()).status).toBe(200);
    const set = (doorUrl: string) =>
      server.asOperator('POST', '/settings', { scope: 'kiosk', target: id, values: { doorUrl } });
    await set(`${door.url}/broken`);
    expect(await open()).toMatchObject({
      status: 502,
      body: { error: { message: /answered 500/ } },
    });
    await set(`${door.url}/moved`);
    expect(await open()).toMatchObject({ status: 502, body: { error: { message: /redirected/ } } });
    expect(door.received).toEqual(['POST /open pass', 'POST /broken pass', 'POST /moved pass']);
    expect((await server.asKiosk('/door', {})).status).toBe(401);
  });
});

describe('alerts', () => {
  const kiosk: KioskRow = {
    id: 'a',
    name: 'A',
    place: 'B',
    presence: 'online',
    seenAt: new Date(),
    version: '1',
    engine: 'wasm',
    framesPerSecond: 5,
    camera: 'works',
    door: 'works',
    state: null,
    settled: true,
    counts: NO_COUNTS,
  };
  const many = { ...NO_COUNTS, people: 20, without_mask: 11, with_mask: 9 };
  it.each<[string, Partial<KioskRow>, string[]]>([
    ['a kiosk that works', {}, []],
    [
      'a silent kiosk',
      { presence: 'silent', door: 'failing', framesPerSecond: 0 },
      ['kiosk-silent'],
    ],
    ['a kiosk that has never reported', { presence: 'silent', seenAt: null }, []],
    ['a door that fails', { door: 'failing' }, ['door-failing']],
    ['a slow engine', { framesPerSecond: 1.5 }, ['engine-slow']],
    ['an engine that starts', { framesPerSecond: 0, engine: '' }, []],
    ['many people without a mask', { counts: many }, ['many-without-mask']],
    ['few people', { counts: { ...many, people: 19 } }, []],
  ])('%s', (_what, change, expected) => {
    expect(alertsOf({ ...kiosk, ...change }, 0.5)).toEqual(expected);
  });
});

describe('webhooks', () => {
  it('are signed, tried again later, and tell of an alert once', async () => {
    const database = await openOwnDatabase();
    const receiver = await startReceiver();
    const { query } = database;
    const { addWebhook, failedDeliveries } = await import('../../../lib/fleet/outward/webhooks.ts');
    const { secret } = await addWebhook(query, receiver.url);
    await query(
      `INSERT INTO kiosks (name, place, enrolled_at, seen_at, heartbeat_seconds)
       VALUES ('Quiet', 'Home', now(), now() - interval '10 minutes', 30)`,
    );
    for (let i = 0; i < 3; i += 1) await watchAlerts(database, 0.5);
    receiver.answer = 500;
    expect(await deliverWebhooks(database)).toBe(0);
    // No second try before the pause is over.
    expect(await deliverWebhooks(database)).toBe(0);
    expect(receiver.received).toHaveLength(1);
    expect(await failedDeliveries(query, 10)).toMatchObject([
      { url: receiver.url, tries: 1, failure: 'It answered 500.' },
    ]);
    await query("UPDATE deliveries SET next_try_at = now() - interval '1 second'");
    receiver.answer = 204;
    expect(await deliverWebhooks(database)).toBe(1);
    expect(await failedDeliveries(query, 10)).toEqual([]);
    const [first, second] = receiver.received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    const checked = new Webhook(secret).verify(
      second?.body ?? '',
      second?.headers as Record<string, string>,
    );
    expect(checked).toMatchObject({ type: 'kiosk-silent.began', data: { name: 'Quiet' } });
    await query('UPDATE kiosks SET seen_at = now()');
    await watchAlerts(database, 0.5);
    await deliverWebhooks(database);
    expect(receiver.received.at(-1)?.body).toContain('kiosk-silent.ended');
    expect(receiver.received).toHaveLength(3);
  });
});

const name = broker ? 'a broker' : 'a broker (skipped: mosquitto is not installed, see .ci/run)';
describe.skipIf(!broker)(name, () => {
  it('that asks for a certificate and a password has each kiosk as a device, also after a restart, and orders of it are carried out', async () => {
    const { id, token } = await server.enrolled('Porch', 'Villa');
    await server.asKiosk('/report', reportOf(), token);
    const kept = await listen(broker as GuardedBroker);
    const topic = `homeassistant/device/maskgate_${id}/config`;
    await expect
      .poll(() => kept.messages.get(topic), NEWS)
      .toMatchObject({
        dev: { name: 'Porch', suggested_area: 'Villa' },
        cmps: { people: { p: 'sensor' }, reload: { p: 'button' } },
      });
    expect(kept.messages.get('maskgate/server/availability')).toBe('online');
    await expect.poll(() => kept.messages.get(`maskgate/${id}/availability`), NEWS).toBe('online');
    await expect
      .poll(() => kept.messages.get(`maskgate/${id}/state`), NEWS)
      .toMatchObject({ camera: 'works', camera_problem: false, people: 0 });

    kept.client.publish(`maskgate/${id}/command`, 'reload', { qos: 1 });
    kept.client.publish(`maskgate/${id}/message`, 'Come in', { qos: 1 });
    const commands = async () =>
      (await server.asKiosk<ReportAnswer>('/report', reportOf(), token)).body.commands;
    await expect
      .poll(commands, NEWS)
      .toMatchObject([{ kind: 'reload' }, { kind: 'message', text: 'Come in' }]);

    await broker?.restart();
    const after = await listen(broker as GuardedBroker);
    await expect
      .poll(() => after.messages.get(topic), NEWS)
      .toMatchObject({ dev: { name: 'Porch' } });
    expect(after.messages.get('maskgate/server/availability')).toBe('online');

    await server.asOperator('POST', `/kiosks/${id}/revoke`);
    await expect.poll(() => after.messages.get(topic), NEWS).toBe('');
  });
});

type GuardedBroker = NonNullable<typeof broker>;

/** A new client, and the retained messages that it receives, by topic. */
async function listen({
  url,
  keys,
}: GuardedBroker): Promise<{ client: MqttClient; messages: Map<string, unknown> }> {
  const { username, password } = keys;
  const [ca, cert, key] = await Promise.all([keys.ca, keys.cert, keys.key].map((f) => readFile(f)));
  const files = { ca, cert, key } as Record<'ca' | 'cert' | 'key', Buffer>;
  const options = { ...files, username, password, protocolVersion: 4 } as const;
  const client = await mqtt.connectAsync(url, options);
  onTestFinished(async () => client.endAsync(true));
  const messages = new Map<string, unknown>();
  client.on('message', (topic, payload) => {
    const text = String(payload);
    messages.set(topic, text.startsWith('{') ? JSON.parse(text) : text);
  });
  await client.subscribeAsync('#');
  return { client, messages };
}

async function openOwnDatabase(): Promise<Database> {
  const database = await openDatabase({ folder: await emptyPgliteFolder() });
  onTestFinished(() => database.close());
  return database;
}

interface Receiver {
  readonly url: string;
  readonly received: { headers: IncomingHttpHeaders; body: string }[];
  answer: number;
}

async function startReceiver(): Promise<Receiver> {
  const receiver = { received: [] as Receiver['received'], answer: 204, url: '' };
  const listener = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    receiver.received.push({ headers: request.headers, body });
    response.writeHead(receiver.answer).end();
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  onTestFinished(() => {
    listener.closeAllConnections();
    listener.close();
  });
  receiver.url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hook`;
  return receiver;
}
