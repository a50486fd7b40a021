import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from './servers/free-port.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SERVE = fileURLToPath(new URL('../../serve.mjs', import.meta.url));
const LEAVE_WITH_PARENT = fileURLToPath(new URL('leave-with-parent.mjs', import.meta.url));
const START_LIMIT_MS = 60_000;

export interface Site {
  /** Without a slash at its end. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Builds the site if something has changed since the last build. */
export async function buildSite(): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [SERVE, 'build'], {
      cwd: ROOT,
      env: siteEnvironment(),
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`The site does not build:\n${stdout}${stderr}`, { cause: error });
  }
}

/**
 * Serves the built site on a free port of this machine.
 * @param options of `npm start` @param env added to this process's own
 */
export async function serveSite(
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Site> {
  const port = await freePort();
  const server = spawn(
    process.execPath,
    ['--import', LEAVE_WITH_PARENT, SERVE, 'start', '--port', String(port), ...options],
    // The server exits when the other end of its stdin closes, however this process ends.
    { cwd: ROOT, env: { ...siteEnvironment(), ...env }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const said: string[] = [];
  server.stdout.on('data', (chunk) => said.push(String(chunk)));
  server.stderr.on('data', (chunk) => said.push(String(chunk)));
  const url = `http://localhost:${port}`;
  try {
    await untilAnswering(url, server);
  } catch (error) {
    await stop(server);
    throw new Error(`The site does not start:\n${said.join('')}`, { cause: error });
  }
  return { url, stop: () => stop(server) };
}

/** Adds an operator of a fleet as `npm run fleet:operator` does. */
export async function addOperator(folder: string, name: string, password: string): Promise<void> {
  const command = spawn(process.execPath, [SERVE, 'operator', name, '--fleet', folder], {
    cwd: ROOT,
    env: siteEnvironment(),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  command.stderr.on('data', (chunk) => said.push(String(chunk)));
  command.stdin.end(`${password}\n`);
  const [status] = await once(command, 'exit');
  if (status !== 0) throw new Error(`The operator was not added:\n${said.join('')}`);
}

function siteEnvironment(): NodeJS.ProcessEnv {
  // The test runner's own mode must not reach the site.
  return { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
}

async function untilAnswering(url: string, server: ChildProcess): Promise<void> {
  const end = Date.now() + START_LIMIT_MS;
  while (Date.now() < end) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}.`);
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`No answer in ${START_LIMIT_MS / 1000} s.`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGTERM');
  const impatient = setTimeout(() => server.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(impatient);
}
