import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelReader } from '@/lib/vision/model/model-reader';
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
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** As the page reads, with limits of milliseconds instead of seconds. */
const reader = () => {
  const { port } = server.address() as AddressInfo;
  const limits = { silenceLimitMs: 100, pauseMs: 1 };
  return modelReader(`http://localhost:${port}/models/`, () => undefined, limits);
};

describe('a download that stands still', () => {
  it.each([
    ['before the first byte', hang],
    ['halfway', halfway],
  ])('%s is tried once more', async (_, first) => {
    answers = [first, whole];
    expect(Buffer.from(await reader()('a/weights.bin')).toString()).toBe('complete');
    expect(asked).toBe(2);
  });

  it('is given up after that, by its own name', async () => {
    answers = [hang];
    await expect(loadModels(reader())).rejects.toMatchObject({
      code: 'model-stalled',
      message: expect.stringContaining('0.1 s'),
    });
    // Three times each manifest; the weights are asked for after it.
    expect(asked).toBe(6);
  });

  it('is no other failure', async () => {
    answers = [(response) => response.writeHead(404).end()];
    await expect(loadModels(reader())).rejects.toMatchObject({ code: 'model-missing' });
    // A file that is not there is not asked for again.
    expect(asked).toBe(2);
  });
});
