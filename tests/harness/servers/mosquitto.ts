import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';
import { freePort } from './free-port.ts';

const PROGRAM = '/usr/sbin/mosquitto';
const START_LIMIT_MS = 20_000;

export const hasMosquitto = existsSync(PROGRAM);

export interface RunningMosquitto {
  readonly url: string;
  /** Ends it at once and starts it again. It stores nothing on a disk, so it loses all messages. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** How to reach a guarded broker: PEM files and a login. */
export interface BrokerKeys {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly username: string;
  readonly password: string;
}

/** Starts a broker without authentication on a free port of this machine. */
export async function startMosquitto(): Promise<RunningMosquitto> {
  const folder = await newFolder();
  const running = await start(folder, ['allow_anonymous true']);
  return { ...running, url: `mqtt://127.0.0.1:${running.port}` };
}

/** Starts a broker that uses TLS and requires a certificate and a password. */
export async function startGuardedMosquitto(): Promise<RunningMosquitto & { keys: BrokerKeys }> {
  const folder = await newFolder();
  const files = await writeCertificates(folder);
  const login = { username: 'maskgate', password: 'a long one' };
  const passwords = join(folder, 'passwords');
  await promisify(execFile)('mosquitto_passwd', [
    ...['-b', '-c', passwords],
    ...[login.username, login.password],
  ]);
  const running = await start(folder, [
    'allow_anonymous false',
    `password_file ${passwords}`,
    `cafile ${files.ca}`,
    `certfile ${files.serverCert}`,
    `keyfile ${files.serverKey}`,
    'require_certificate true',
  ]);
  const { ca, clientCert: cert, clientKey: key } = files;
  return {
    ...running,
    url: `mqtts://127.0.0.1:${running.port}`,
    keys: { ca, cert, key, ...login },
  };
}

/** Makes an authority and certificates for the broker and a client. @returns PEM files by name */
async function writeCertificates(folder: string) {
  const options = { algorithm: 'sha256', keyType: 'ec' } as const;
  const authority = await generate([{ name: 'commonName', value: 'Authority' }], {
    ...options,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', keyCertSign: true },
    ],
  });
  const ca = { key: authority.private, cert: authority.cert };
  const signed = (name: string) =>
    generate([{ name: 'commonName', value: name }], {
      ...options,
      ca,
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
  const [server, client] = [await signed('127.0.0.1'), await signed('site')];
  const pems = {
    ca: ca.cert,
    serverCert: server.cert,
    serverKey: server.private,
    clientCert: client.cert,
    clientKey: client.private,
  };
  const files = Object.entries(pems).map(async ([name, pem]) => {
    const file = join(folder, `${name}.pem`);
    await writeFile(file, pem);
    return [name, file];
  });
  return Object.fromEntries(await Promise.all(files)) as Record<keyof typeof pems, string>;
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'maskgate-mosquitto-'));
}

async function start(folder: string, settings: readonly string[]) {
  const port = await freePort();
  const file = join(folder, 'mosquitto.conf');
  // Started by root, it would switch to a user who cannot read the folder.
  const common = [`listener ${port} 127.0.0.1`, 'persistence false', 'user root'];
  await writeFile(file, `${[...common, ...settings].join('\n')}\n`);
  const launch = async () => {
    const broker = spawn(PROGRAM, ['-c', file], { stdio: 'ignore' });
    const end = Date.now() + START_LIMIT_MS;
    while (Date.now() < end && broker.exitCode === null) {
      if (await answers(port)) return broker;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    broker.kill('SIGKILL');
    throw new Error('mosquitto did not start.');
  };
  let broker = await launch();
  const end = async () => {
    const ended = once(broker, 'exit');
    broker.kill('SIGKILL');
    await ended;
  };
  return {
    port,
    restart: async () => {
      await end();
      broker = await launch();
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return once(socket, 'connect')
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy());
}
