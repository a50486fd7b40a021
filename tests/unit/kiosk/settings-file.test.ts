import { expect, it } from 'vitest';
import { fileProblem, readSettingsFile } from '@/lib/kiosk/settings-file';

const answer =
  (body: BodyInit, status = 200): typeof fetch =>
  async () =>
    new Response(body, { status });

/** A body whose connection breaks after its first bytes. */
function brokenBody(): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"policy":'));
      controller.error(new TypeError('network error'));
    },
  });
}

it('reads the file; a missing or empty file sets nothing', async () => {
  const read = (get: typeof fetch) => readSettingsFile('/kiosk.json', get);
  const values = { policy: 'reminder' };
  expect(await read(answer('{"policy":"reminder"}'))).toEqual({ status: 'read', values });
  expect(await read(answer(''))).toEqual({ status: 'read', values: {} });
  expect(await read(answer('no such file', 404))).toEqual({ status: 'read', values: {} });
});

it.each<[string, string, typeof fetch]>([
  ['half written', 'file-damaged', answer('{"policy":"rem')],
  ['not an object', 'file-damaged', answer('[1]')],
  ['a server error', 'file-unreachable', answer('busy', 503)],
  ['cut off', 'file-unreachable', answer(brokenBody())],
  ['no network', 'file-unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
  [
    'late',
    'file-late',
    (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      }),
  ],
])('reports the failure: %s', async (_, failure, get) => {
  const reading = await readSettingsFile('/kiosk.json', get, 20);
  expect(reading).toMatchObject({ status: 'failed', failure });
  if (reading.status !== 'failed') return;
  expect(fileProblem('/kiosk.json', reading, true).reason).toMatch(/last good copy is in force/);
  expect(fileProblem('/kiosk.json', reading, false).reason).toMatch(/no earlier copy/);
});
