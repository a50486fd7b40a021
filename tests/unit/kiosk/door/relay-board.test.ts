import { beforeEach, expect, it, vi } from 'vitest';
import { bytesOf, RelayBoard } from '@/lib/kiosk/door/relay-board';
import { SerialLine, type SerialPortLike } from '@/lib/kiosk/door/serial-line';

const DOOR = {
  doorSerialBaud: 9600,
  doorSerialOpen: 'A0 01 01 A2',
  doorSerialClose: 'A0 01 00 A1',
  doorOpenSeconds: 2,
  doorTimeoutSeconds: 1,
};
const OPEN = 'a0 1 1 a2';
const CLOSE = 'a0 1 0 a1';

/**
 * A fake port that records its events. Like a real port, it refuses to open twice, and to close
 * while its stream is in use. It leaves out buffers, flow control and a pulled cable.
 */
class Port implements SerialPortLike {
  readonly events: string[] = [];
  writable: WritableStream<Uint8Array> | null = null;
  openingMs = 0;
  write: (bytes: Uint8Array) => Promise<void> = async () => {};
  private opening = false;

  async open({ baudRate }: { baudRate: number }) {
    if (this.writable || this.opening) throw new DOMException('already open', 'InvalidStateError');
    this.opening = true;
    if (this.openingMs > 0) await new Promise((resolve) => setTimeout(resolve, this.openingMs));
    this.opening = false;
    this.events.push(`open ${baudRate}`);
    this.writable = new WritableStream({
      write: async (bytes) => {
        this.events.push([...bytes].map((byte) => byte.toString(16)).join(' '));
        await this.write(bytes);
      },
    });
  }

  async close() {
    if (this.writable?.locked) throw new Error('The writer still holds the port.');
    this.writable = null;
    this.events.push('close');
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function setUp() {
  const port = new Port();
  return { port, board: new RelayBoard(new SerialLine(port)) };
}

/** The outcome of a promise, without waiting for it: a test can advance the time meanwhile. */
function watch<T>(promise: Promise<T>) {
  const outcome: { error?: unknown; value?: T } = {};
  promise.then(
    (value) => Object.assign(outcome, { value }),
    (error) => Object.assign(outcome, { error }),
  );
  return outcome;
}

it('opens the relay, closes it again and releases the port', async () => {
  const { port, board } = setUp();
  const { closed } = await board.open(DOOR);
  expect(port.events).toEqual(['open 9600', OPEN]);
  await vi.advanceTimersByTimeAsync(2100);
  await closed;
  expect(port.events).toEqual(['open 9600', OPEN, CLOSE, 'close']);
});

it('stays open longer for a second person', async () => {
  const { port, board } = setUp();
  await board.open(DOOR);
  await vi.advanceTimersByTimeAsync(1500);
  await board.open(DOOR);
  await vi.advanceTimersByTimeAsync(1900);
  expect(port.events).toEqual(['open 9600', OPEN, OPEN]);
  await vi.advanceTimersByTimeAsync(200);
  expect(port.events).toEqual(['open 9600', OPEN, OPEN, CLOSE, 'close']);
});

it('serves two people at the same time, and one who comes while it closes', async () => {
  const { port, board } = setUp();
  port.openingMs = 300;
  const both = Promise.all([board.open(DOOR), board.open(DOOR)]);
  await vi.advanceTimersByTimeAsync(400);
  await both;
  port.write = () => new Promise((resolve) => setTimeout(resolve, 500));
  await vi.advanceTimersByTimeAsync(2000);
  expect(port.events.at(-1)).toBe(CLOSE);
  const third = board.open(DOOR);
  await vi.advanceTimersByTimeAsync(1500);
  await third;
  await vi.advanceTimersByTimeAsync(5000);
  expect(port.events).toEqual([
    ...['open 9600', OPEN, OPEN, CLOSE, 'close'],
    ...['open 9600', OPEN, CLOSE, 'close'],
  ]);
});

it('closes a port that opens too late, and opens it again for the next person', async () => {
  const { port, board } = setUp();
  port.openingMs = 1500;
  const first = watch(board.open(DOOR));
  await vi.advanceTimersByTimeAsync(1100);
  expect(String(first.error)).toMatch(/Opening the relay board took longer than 1 s/);
  port.openingMs = 0;
  const second = watch(board.open(DOOR));
  await vi.advanceTimersByTimeAsync(500);
  expect(second.value).toBeDefined();
  await vi.advanceTimersByTimeAsync(2100);
  expect(port.events).toEqual(['open 9600', 'close', 'open 9600', OPEN, CLOSE, 'close']);
});

it('gives up on bytes that hang, and releases the port', async () => {
  const { port, board } = setUp();
  port.write = () => new Promise(() => {});
  const opening = watch(board.open(DOOR));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(String(opening.error)).toMatch(/Writing to the relay board took longer than 1 s/);
  expect(port.events.at(-1)).toBe('close');
  expect(port.writable).toBeNull();
});

it('tries again to close a relay after the board refuses once', async () => {
  const { port, board } = setUp();
  const { closed } = await board.open(DOOR);
  let refusals = 1;
  port.write = async () => {
    if (refusals-- > 0) throw new Error('refused');
  };
  const outcome = watch(closed);
  await vi.advanceTimersByTimeAsync(5000);
  expect(outcome).not.toHaveProperty('error');
  expect(port.events.slice(-5)).toEqual([CLOSE, 'close', 'open 9600', CLOSE, 'close']);
});

it('reports that a relay did not close', async () => {
  const { port, board } = setUp();
  const { closed } = await board.open(DOOR);
  port.write = async () => {
    throw new Error('refused');
  };
  const outcome = watch(closed);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(String(outcome.error)).toMatch(/refused/);
  expect(port.events.at(-1)).toBe('close');
});

it('closes a relay that was left open, but not during a pulse', async () => {
  const { port, board } = setUp();
  await board.close(DOOR);
  expect(port.events).toEqual(['open 9600', CLOSE, 'close']);
  await board.open(DOOR);
  await board.close(DOOR);
  expect(port.events.at(-1)).toBe(OPEN);
});

it('reads hexadecimal bytes', () => {
  expect([...bytesOf('A0 0f 00 ')]).toEqual([160, 15, 0]);
});
