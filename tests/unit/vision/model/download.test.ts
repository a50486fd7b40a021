import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { modelReader, STALL_LIMIT_MS } from '@/lib/vision/model/model-reader';
import { loadModels } from '@/lib/vision/model/models';

/** How a request is answered, in turn; the last one again and again. */
type Answer = (response: ServerResponse) => void;
const hang: Answer = () => undefined;
const halfway: Answer = (response) => {
  response.writeHead(200, { 'Content-Length': '8' });
  response.write('half');
};
const whole: Answer = (response) => response.end('complete');

let server: Server;
let answers: Answer[];
let asked: number;
beforeEach(async () => {
  asked = 0;
  server = createServer((_, response) => {
    answers[Math.min(asked, answers.length - 1)]?.(response);
    asked += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
});

const reader = () => modelReader(`http://localhost:${port()}/models/?v=1`, () => undefined);
const port = () => (server.address() as AddressInfo).port;

/** Lets the limit pass once the server has been asked so often. */
async function stall(times: number): Promise<void> {
  await vi.waitUntil(() => asked === times, { interval: 5, timeout: 5000 });
  await vi.advanceTimersByTimeAsync(STALL_LIMIT_MS);
}

describe('a download that stands still', () => {
  it.each([
    ['before the first byte', hang],
    ['halfway', halfway],
  ])('%s is tried once more', async (_, first) => {
    answers = [first, whole];
    const reading = reader()('a/weights.bin');
    await stall(1);
    expect(Buffer.from(await reading).toString()).toBe('complete');
    expect(asked).toBe(2);
  });

  it('is given up after that, by its own name', async () => {
    answers = [hang];
    const loading = loadModels(reader());
    const expectation = expect(loading).rejects.toMatchObject({
      code: 'model-stalled',
      message: expect.stringContaining('20 s'),
    });
    // Both models' manifests and weights are asked for at once.
    await stall(4);
    await stall(8);
    await expectation;
  });

  it('is no other failure', async () => {
    answers = [(response) => response.writeHead(404).end()];
    await expect(loadModels(reader())).rejects.toMatchObject({ code: 'model-missing' });
    await vi.waitUntil(() => asked === 4, { interval: 5 });
  });
});
