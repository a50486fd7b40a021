import type { KioskConfig } from '../config.ts';

/** What is used of Web Serial, which TypeScript's own libraries do not know yet. */
export interface SerialPortLike {
  readonly writable: WritableStream<Uint8Array> | null;
  open(options: { baudRate: number }): Promise<void>;
  close(): Promise<void>;
}
interface SerialLike {
  getPorts(): Promise<SerialPortLike[]>;
  requestPort(): Promise<SerialPortLike>;
}

export type SerialDoor = Pick<
  KioskConfig,
  'doorSerialBaud' | 'doorSerialOpen' | 'doorSerialClose' | 'doorOpenSeconds' | 'doorTimeoutSeconds'
>;

/** Null where the browser has no Web Serial. */
export function browserSerial(): SerialLike | null {
  return (navigator as Navigator & { serial?: SerialLike }).serial ?? null;
}

/** The relay board that was allowed before. @throws Error where there is none */
export async function allowedPort(serial = browserSerial()): Promise<SerialPortLike> {
  if (!serial) throw new Error('This browser has no Web Serial; Chromium has');
  const [port] = await serial.getPorts();
  if (!port) throw new Error('No relay board was chosen, or it is unplugged');
  return port;
}

/**
 * Opens the relay and closes it again after its time, whatever happens in between.
 * @throws Error where the board cannot be opened or takes no bytes in time
 */
export async function pulseRelay(port: SerialPortLike, door: SerialDoor): Promise<void> {
  const timeoutMs = door.doorTimeoutSeconds * 1000;
  await inTime(port.open({ baudRate: door.doorSerialBaud }), timeoutMs, 'opening');
  try {
    try {
      await send(port, door.doorSerialOpen, timeoutMs);
      await new Promise((resolve) => setTimeout(resolve, door.doorOpenSeconds * 1000));
    } finally {
      await send(port, door.doorSerialClose, timeoutMs);
    }
  } finally {
    await inTime(port.close(), timeoutMs, 'closing');
  }
}

/** @param hex two digits a byte, apart by spaces */
export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.trim().split(' '), (digits) => Number.parseInt(digits, 16));
}

async function send(port: SerialPortLike, hex: string, timeoutMs: number): Promise<void> {
  if (!port.writable) throw new Error('The relay board takes no bytes; is it unplugged?');
  const writer = port.writable.getWriter();
  try {
    await inTime(writer.write(bytesOf(hex)), timeoutMs, 'writing');
  } catch (error) {
    // Bytes that hang would keep the port from ever being closed; giving them up may hang as well.
    void writer.abort().catch(() => undefined);
    throw error;
  } finally {
    writer.releaseLock();
  }
}

function inTime<T>(work: Promise<T>, timeoutMs: number, doing: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${doing} the relay board took longer than ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
