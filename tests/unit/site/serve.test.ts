import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Limit for an answer before any build. A build takes longer. */
const AT_ONCE_MS = 5000;

let other: Server;
let taken: number;
beforeAll(async () => {
  other = createServer().listen(0);
  await once(other, 'listening');
  taken = (other.address() as AddressInfo).port;
});
afterAll(() => other.close());

/** Runs `serve.mjs`. @returns its output and its exit status */
function serve(flags: readonly string[], environment: Partial<NodeJS.ProcessEnv> = {}) {
  return new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(
      process.execPath,
      ['serve.mjs', ...flags],
      { env: { ...process.env, ...environment }, timeout: AT_ONCE_MS },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    );
  });
}

describe('serving the site', () => {
  it.each([
    ['npm start', 'start'],
    ['npm run dev', 'dev'],
  ])('%s reports at once in a sentence that the port is taken', async (way, command) => {
    const sentence = new RegExp(`^Port ${taken} is taken.*\`${way} -- --port ${taken + 1}\`\\.\n$`);
    for (const { code, said } of [
      await serve([command], { PORT: String(taken) }),
      await serve([command, '--port', String(taken)], { PORT: '1' }),
      await serve([command, `-p${taken}`]),
    ]) {
      expect(code).toBe(1);
      expect(said).toMatch(sentence);
    }
  });

  it.each(['abc', '65536', '-1', '80.5', ''])('refuses %j as a port', async (port) => {
    const { code, said } = await serve(['start', `--port=${port}`]);
    expect(code).toBe(1);
    expect(said).toMatch(/^'.*' is no port: .*\.\n$/);
  });

  it('names an address that this machine does not have', async () => {
    // An address reserved for documentation (RFC 5737).
    const { code, said } = await serve(['start', '--port', '0', '--hostname', '203.0.113.7']);
    expect(code).toBe(1);
    expect(said).toMatch(/^No server .* 203\.0\.113\.7 \(EADDRNOTAVAIL\)\.\n$/);
  });
});
