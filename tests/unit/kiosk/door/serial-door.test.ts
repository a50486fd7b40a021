import { expect, it } from 'vitest';
import {
  allowedPort,
  bytesOf,
  pulseRelay,
  type SerialPortLike,
} from '@/lib/kiosk/door/serial-door';

const DOOR = {
  doorSerialBaud: 9600,
  doorSerialOpen: 'A0 01 01 A2',
  doorSerialClose: 'A0 01 00 A1',
  doorOpenSeconds: 0.02,
  doorTimeoutSeconds: 0.1,
};

/** A board that writes down what happens to it. */
class Board implements SerialPortLike {
  readonly events: string[] = [];
  writable: WritableStream<Uint8Array> | null = null;
  constructor(private readonly write: (bytes: Uint8Array) => Promise<void> = async () => {}) {}

  async open({ baudRate }: { baudRate: number }) {
    this.events.push(`open ${baudRate}`);
    this.writable = new WritableStream({
      write: async (bytes) => {
        this.events.push([...bytes].map((b) => b.toString(16)).join(' '));
        await this.write(bytes);
      },
    });
  }
  async close() {
    if (this.writable?.locked) throw new Error('The writer still holds the port.');
    this.events.push('close');
  }
}

it('opens the relay, closes it again and lets go of the port', async () => {
  const board = new Board();
  await pulseRelay(board, DOOR);
  expect(board.events).toEqual(['open 9600', 'a0 1 1 a2', 'a0 1 0 a1', 'close']);
});

it('gives up on a board that hangs, and lets go of it', async () => {
  const board = new Board(() => new Promise(() => {}));
  await expect(pulseRelay(board, DOOR)).rejects.toThrow(/longer than 0.1 s/);
  expect(board.events.at(-1)).toBe('close');
});

it('closes the port where the board refuses', async () => {
  const board = new Board(async () => {
    throw new Error('unplugged');
  });
  await expect(pulseRelay(board, DOOR)).rejects.toThrow();
  expect(board.events.at(-1)).toBe('close');
});

it('names what is missing', async () => {
  await expect(allowedPort(null)).rejects.toThrow(/Web Serial/);
  const none = { getPorts: async () => [], requestPort: async () => new Board() };
  await expect(allowedPort(none)).rejects.toThrow(/No relay board/);
});

it('reads bytes', () => {
  expect([...bytesOf('A0 0f 00 ')]).toEqual([160, 15, 0]);
});
