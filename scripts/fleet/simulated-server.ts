import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DatabasePlace } from '../../lib/fleet/store/open-database.ts';

const SERVER = fileURLToPath(new URL('server.ts', import.meta.url));
const START_LIMIT_MS = 180_000;

/** The fleet's server in a process of its own, which can be killed. */
export class SimulatedServer {
  private process: ReturnType<typeof spawn> | null = null;
  url = '';
  /** How often it ended without being killed. */
  crashes = 0;

  /** @param environment beside this process's own */
  constructor(
    private readonly place: DatabasePlace,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  async start(): Promise<void> {
    const started = spawn(process.execPath, ['--import', 'tsx', SERVER], {
      env: { ...process.env, ...this.environment, SIMULATED_PLACE: JSON.stringify(this.place) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.process = started;
    started.once('exit', (_code, signal) => {
      if (signal !== 'SIGKILL') this.crashes += 1;
    });
    const [said] = await Promise.race([
      once(started.stdout, 'data'),
      once(started, 'exit').then(() => Promise.reject(new Error('The server did not start.'))),
      new Promise<never>((_resolve, reject) => {
        setTimeout(() => reject(new Error('The server is slow.')), START_LIMIT_MS).unref();
      }),
    ]);
    this.url = `http://127.0.0.1:${String(said).trim()}`;
  }

  /** At once, as a crash does. */
  async kill(): Promise<void> {
    const { process: running } = this;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  }

  /** Resident memory, MB (Linux); 0 elsewhere. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.process?.pid}/status`, 'utf8').catch(() => '');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }
}
