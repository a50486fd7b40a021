import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './free-port.ts';

const START_LIMIT_MS = 20_000;

export interface WebServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface WebServerKind {
  readonly name: string;
  /** Why it cannot be tested; undefined if it can. */
  readonly missing: string | undefined;
  /** Serves an exported site. */
  readonly serve: (folder: string) => Promise<WebServer>;
}

/** The web servers of Debian for which `npm run export:site` writes headers. */
export const WEB_SERVERS: readonly WebServerKind[] = [
  { name: 'nginx', missing: missingCommand('nginx', ['-v']), serve: serveByNginx },
  { name: 'Caddy', missing: missingCommand('caddy', ['version']), serve: serveByCaddy },
];

/** A server that sends none of the site's headers. */
export const PLAIN_SERVER: WebServerKind = {
  name: "Python's http.server",
  missing: missingCommand('python3', ['--version']),
  serve: async (folder) => {
    const port = await freePort();
    const where = ['--bind', '127.0.0.1', '--directory', path.join(folder, 'public')];
    return startServer('python3', ['-m', 'http.server', ...where, String(port)], port);
  },
};

function missingCommand(command: string, args: readonly string[]): string | undefined {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return undefined;
  } catch {
    return `skipped: ${command} is not installed`;
  }
}

/** Uses the exported file as it is, except for the folder that an installer would use. */
async function serveByNginx(folder: string): Promise<WebServer> {
  const port = await freePort();
  const exported = await readFile(path.join(folder, 'nginx.conf'), 'utf8');
  const site = path.join(folder, 'site.conf');
  await writeFile(site, exported.replaceAll('/srv/maskgate', folder));
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/temp;`,
  );
  const configuration = path.join(folder, 'whole-nginx.conf');
  await writeFile(
    configuration,
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr;
${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
  include /etc/nginx/mime.types; access_log off; ${paths.join(' ')}
  server { listen 127.0.0.1:${port}; include ${site}; }
}
`,
  );
  return startServer('nginx', ['-c', configuration, '-e', 'stderr'], port);
}

async function serveByCaddy(folder: string): Promise<WebServer> {
  const port = await freePort();
  const args = ['run', '--config', path.join(folder, 'Caddyfile'), '--adapter', 'caddyfile'];
  return startServer('caddy', args, port, {
    MASKGATE_ADDRESS: `http://127.0.0.1:${port}`,
    MASKGATE_FOLDER: path.join(folder, 'public'),
    CADDY_ADMIN: `127.0.0.1:${await freePort()}`,
    // Where Caddy keeps certificates and its last configuration.
    XDG_DATA_HOME: path.join(folder, 'caddy'),
    XDG_CONFIG_HOME: path.join(folder, 'caddy'),
  });
}

async function startServer(
  command: string,
  args: readonly string[],
  port: number,
  environment: Record<string, string> = {},
): Promise<WebServer> {
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const url = `http://127.0.0.1:${port}`;
  const end = Date.now() + START_LIMIT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > end) {
      child.kill('SIGKILL');
      throw new Error(`${command} does not start:\n${said}`);
    }
    await setTimeout(50);
  }
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
