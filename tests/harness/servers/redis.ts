import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

export const REDIS_MISSING =
  spawnSync('redis-server', ['--version']).status === 0
    ? undefined
    : 'redis-server is not installed: apt-get install redis-server';

export interface RedisServer {
  readonly url: string;
  /** Ends it as a power cut would, and starts it again with the data on its disk. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts Redis for this machine only, with the settings that the README requires.
 * @param folder an empty one, for its data
 */
export async function startRedis(folder: string): Promise<RedisServer> {
  const port = await freePort();
  let server = await start(port, folder);
  const kill = async () => {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    async restart() {
      await kill();
      server = await start(port, folder);
    },
    stop: kill,
  };
}

async function start(port: number, folder: string): Promise<ChildProcess> {
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    save: '',
    'maxmemory-policy': 'noeviction',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of server.stdout) {
    output += chunk;
    if (output.includes('Ready to accept connections')) break;
  }
  if (!output.includes('Ready to accept')) throw new Error(`Redis did not start: ${output}`);
  server.stdout.resume();
  return server;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
