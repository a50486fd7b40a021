/// <reference types="w3c-web-serial" />

/** The part of a Web Serial port that is used. */
export type SerialPortLike = Pick<SerialPort, 'open' | 'close' | 'writable'>;

/**
 * A serial port with a time limit for each step. The next step waits for a port that opens or
 * closes slowly. A port that opens too late is closed again.
 */
export class SerialLine {
  private writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  /** A step that exceeded its limit. It never rejects. */
  private unfinished: Promise<void> | null = null;

  constructor(private readonly port: SerialPortLike) {}

  get isOpen(): boolean {
    return this.writer !== null;
  }

  /** @throws Error if the port does not open within `timeoutMs` */
  async open(baudRate: number, timeoutMs: number): Promise<void> {
    if (this.unfinished) await inTime(this.unfinished, timeoutMs, 'Opening');
    const opening = this.port.open({ baudRate });
    try {
      await inTime(opening, timeoutMs, 'Opening');
    } catch (error) {
      this.leaveUnfinished(opening.then(() => this.port.close()));
      throw error;
    }
    if (!this.port.writable) {
      this.leaveUnfinished(this.port.close());
      throw new Error('The relay board takes no bytes; is it unplugged?');
    }
    this.writer = this.port.writable.getWriter();
  }

  /** @throws Error if the port does not take the bytes within `timeoutMs` */
  async write(bytes: Uint8Array<ArrayBuffer>, timeoutMs: number): Promise<void> {
    if (!this.writer) throw new Error('The port of the relay board is closed');
    await inTime(this.writer.write(bytes), timeoutMs, 'Writing to');
  }

  /** Discards bytes that hang. @throws Error if the port does not close within `timeoutMs` */
  async close(timeoutMs: number): Promise<void> {
    const { writer } = this;
    if (!writer) return;
    this.writer = null;
    // Hanging bytes would keep the port open. Discarding them may hang as well.
    writer.abort().catch(() => undefined);
    writer.releaseLock();
    const closing = this.port.close();
    try {
      await inTime(closing, timeoutMs, 'Closing');
    } catch (error) {
      this.leaveUnfinished(closing);
      throw error;
    }
  }

  private leaveUnfinished(step: Promise<void>): void {
    const unfinished = step
      .catch(() => undefined)
      .finally(() => {
        if (this.unfinished === unfinished) this.unfinished = null;
      });
    this.unfinished = unfinished;
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
