/// <reference types="w3c-web-serial" />

/** What is used of a port of Web Serial. */
export type SerialPortLike = Pick<SerialPort, 'open' | 'close' | 'writable'>;

/**
 * A serial port on which nothing takes for ever: each step has a time limit. A port that is slow to
 * open or to close is waited for by the next step, and one that opens too late is closed again.
 */
export class SerialLine {
  private writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  /** A step that outlasted its limit. It never rejects. */
  private unfinished: Promise<void> | null = null;

  constructor(private readonly port: SerialPortLike) {}

  get isOpen(): boolean {
    return this.writer !== null;
  }

  /** @throws Error where the port is not open within `timeoutMs` */
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

  /** @throws Error where the bytes are not taken within `timeoutMs` */
  async write(bytes: Uint8Array<ArrayBuffer>, timeoutMs: number): Promise<void> {
    if (!this.writer) throw new Error('The port of the relay board is closed');
    await inTime(this.writer.write(bytes), timeoutMs, 'Writing to');
  }

  /** Gives up bytes that hang. @throws Error where the port is not closed within `timeoutMs` */
  async close(timeoutMs: number): Promise<void> {
    const { writer } = this;
    if (!writer) return;
    this.writer = null;
    // Bytes that hang would keep the port open; giving them up may hang as well.
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
