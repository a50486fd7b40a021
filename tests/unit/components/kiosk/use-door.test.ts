// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useDoor } from '@/components/kiosk/running/use-door';
import { DEFAULT_KIOSK_CONFIG, type KioskConfig } from '@/lib/kiosk/config';

// The tests send no request and open no port: `fetch` and Web Serial are fakes that record their
// calls. tests/browser/door.test.ts posts in a real Chromium; a real board needs hardware.
const posted: string[] = [];
const written: number[][] = [];
let answers: (() => Response)[] = [];

class Port {
  writable: WritableStream<Uint8Array> | null = null;
  async open() {
    this.writable = new WritableStream({
      write: (bytes) => {
        written.push([...bytes]);
      },
    });
  }
  async close() {
    this.writable = null;
  }
}
let port: Port;
const OPEN = [0xa0, 1, 1, 0xa2];
const CLOSE = [0xa0, 1, 0, 0xa1];

beforeEach(() => {
  posted.length = 0;
  written.length = 0;
  answers = [];
  port = new Port();
  const serial = Object.assign(new EventTarget(), { getPorts: async () => [port] });
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { serial }));
  vi.stubGlobal('fetch', async (url: string) => {
    posted.push(url);
    return (answers.shift() ?? (() => new Response('ok')))();
  });
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

function render(change: Partial<KioskConfig>) {
  const failures: string[] = [];
  const config = { ...DEFAULT_KIOSK_CONFIG, ...change };
  const hook = renderHook(
    ({ mayPass }) => useDoor(config, mayPass, (detail) => failures.push(detail)),
    { initialProps: { mayPass: true } },
  );
  return { ...hook, failures };
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const HTTP = { doorUrl: 'http://door.local/open' };

it('signals in the configured ways, and in no other', async () => {
  const { result } = render(HTTP);
  act(() => result.current.open());
  await pass(10);
  expect(posted).toEqual(['http://door.local/open']);
  expect(written).toEqual([]);
  expect(result.current).toMatchObject({ signals: 1, failures: 0, lastFailure: null });
});

it('tries a failed signal again while people may pass, and tells of it once', async () => {
  const fail = () => new Response('', { status: 503 });
  answers = [fail, fail];
  const { result, failures } = render(HTTP);
  act(() => result.current.open());
  await pass(20_000);
  expect(posted).toHaveLength(3);
  expect(result.current).toMatchObject({ signals: 3, failures: 2 });
  expect(failures).toEqual(['http: http://door.local/open: answered 503']);
});

it('gives up when people may not pass any more', async () => {
  answers = Array.from({ length: 9 }, () => () => new Response('', { status: 503 }));
  const { result, rerender } = render(HTTP);
  act(() => result.current.open());
  await pass(100);
  rerender({ mayPass: false });
  await pass(60_000);
  expect(posted).toHaveLength(1);
});

it('closes the relay at the start, and opens it for longer when a second person comes', async () => {
  const { result } = render({ doorSerial: true, doorOpenSeconds: 2 });
  await pass(10);
  expect(written).toEqual([CLOSE]);
  act(() => result.current.open());
  await pass(1500);
  act(() => result.current.open());
  await pass(1900);
  expect(written).toEqual([CLOSE, OPEN, OPEN]);
  await pass(200);
  expect(written).toEqual([CLOSE, OPEN, OPEN, CLOSE]);
});

it('tests a way of signalling, and gives its result', async () => {
  answers = [() => new Response('', { status: 500 })];
  const { result, failures } = render(HTTP);
  let outcome: string | null = '';
  await act(async () => {
    outcome = await result.current.test('http');
  });
  expect(outcome).toMatch(/answered 500/);
  expect(failures).toHaveLength(1);
  await act(async () => {
    outcome = await result.current.test('http');
  });
  expect(outcome).toBeNull();
});
