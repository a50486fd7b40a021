import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const PROGRAM = '/usr/sbin/mosquitto';
const START_LIMIT_MS = 20_000;

export const hasMosquitto = existsSync(PROGRAM);

export interface RunningMosquitto {
  readonly url: string;
  /** Ends it at once and starts it again. It keeps nothing on a disk, so it forgets all messages. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a broker on a free port of this machine that lets everybody in. */
export async function startMosquitto(): Promise<RunningMosquitto> {
  const folder = await mkdtemp(join(tmpdir(), 'maskgate-mosquitto-'));
  const port = await freePort();
  const file = join(folder, 'mosquitto.conf');
  await writeFile(file, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\n`);
  const start = async () => {
    const broker = spawn(PROGRAM, ['-c', file], { stdio: 'ignore' });
    const end = Date.now() + START_LIMIT_MS;
    while (Date.now() < end && broker.exitCode === null) {
      if (await answers(port)) return broker;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    broker.kill('SIGKILL');
    throw new Error('mosquitto did not start.');
  };
  let broker = await start();
  const end = async () => {
    const ended = once(broker, 'exit');
    broker.kill('SIGKILL');
    await ended;
  };
  return {
    url: `mqtt://127.0.0.1:${port}`,
    restart: async () => {
      await end();
      broker = await start();
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
