import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

const run = promisify(execFile);
const DEBIAN_FOLDER = '/usr/lib/postgresql';
const START_LIMIT_MS = 180_000;

export interface RunningPostgres {
  readonly url: string;
  /** Ends it at once, as a crash does, and starts it again on the same port and folder. */
  readonly restart: () => Promise<void>;
  /** Ends it and deletes its folder. */
  readonly stop: () => Promise<void>;
}

/** The folder of PostgreSQL's programs; null where it is not installed. */
export async function findPostgres(): Promise<string | null> {
  const versions = await readdir(DEBIAN_FOLDER).catch(() => []);
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN_FOLDER, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** Starts PostgreSQL on a free local port, in a new folder. @throws Error if it is not installed */
export async function startPostgres(): Promise<RunningPostgres> {
  const programs = await findPostgres();
  if (!programs) throw new Error('PostgreSQL is not installed (apt-get install postgresql).');
  const folder = await mkdtemp(join(tmpdir(), 'maskgate-postgres-'));
  const user = await serverUser();
  if (user) await chown(folder, user.uid, user.gid);
  const as = user ? { ...user, cwd: folder } : { cwd: folder };
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'fleet', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  await run(join(programs, 'initdb'), init, as);
  const port = await freePort();
  const url = `postgres://fleet@127.0.0.1:${port}/postgres`;

  const start = async () => {
    const options = ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1'];
    const server = spawn(join(programs, 'postgres'), options, { ...as, stdio: 'ignore' });
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    const isReady = ['-h', '127.0.0.1', '-p', String(port)];
    const end = Date.now() + START_LIMIT_MS;
    while (Date.now() < end && server.exitCode === null) {
      const ready = await run(join(programs, 'pg_isready'), isReady, as).then(
        () => true,
        () => false,
      );
      if (ready) return { server, ended };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    server.kill('SIGKILL');
    throw new Error('PostgreSQL did not start.');
  };
  let running = await start();
  const end = async () => {
    // An immediate end, without a last checkpoint.
    running.server.kill('SIGQUIT');
    await running.ended;
  };
  return {
    url,
    restart: async () => {
      await end();
      running = await start();
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The account that Debian made for PostgreSQL, which refuses to run as root. */
async function serverUser(): Promise<{ uid: number; gid: number } | null> {
  if (userInfo().uid !== 0) return null;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (which) => Number((await run('id', [which, 'postgres'])).stdout)),
  );
  return { uid: uid ?? 0, gid: gid ?? 0 };
}
