import type { KioskConfig } from '../config.ts';
import type { SerialLine } from './serial-line.ts';

type SerialDoor = Pick<
  KioskConfig,
  'doorSerialBaud' | 'doorSerialOpen' | 'doorSerialClose' | 'doorOpenSeconds' | 'doorTimeoutSeconds'
>;

interface Pulse {
  /** Rejects where the relay did not open. */
  readonly opened: Promise<void>;
  /** Settles when the relay is closed; rejects where that failed. */
  readonly closed: Promise<void>;
}

/** Tries to close a relay before that counts as failed. */
const CLOSING_TRIES = 3;
const BETWEEN_TRIES_MS = 500;

/**
 * A relay on a serial line. One pulse runs at a time, and `open` during a pulse makes it longer.
 * The line is held for the time of a pulse only.
 */
export class RelayBoard {
  private pulse: Pulse | null = null;
  /** When the running pulse ends, ms of `performance.now()`. */
  private endMs = 0;
  /** The last step of the pulse has begun: it cannot be made longer. */
  private isClosing = false;

  constructor(private readonly line: SerialLine) {}

  /**
   * Opens the relay, or keeps it open for another `doorOpenSeconds`.
   * @returns its pulse, once the relay is open
   * @throws Error where the board takes no opening bytes in time
   */
  async open(door: SerialDoor): Promise<Pulse> {
    while (this.isClosing) await this.pulse?.closed.catch(() => undefined);
    const running = this.pulse;
    if (!running) {
      const pulse = this.startPulse(door);
      await pulse.opened;
      return pulse;
    }
    await running.opened;
    if (this.isClosing) return this.open(door);
    this.endMs = performance.now() + door.doorOpenSeconds * 1000;
    // Sent again for a board that ends its pulses by itself.
    await this.send(door.doorSerialOpen, door);
    return running;
  }

  /**
   * Closes a relay that a page left open when it was reloaded. A running pulse is left alone.
   * @throws Error where the board takes no closing bytes in time
   */
  async close(door: SerialDoor): Promise<void> {
    if (this.pulse) return;
    await this.begin(Promise.resolve(), this.closeRelay(door)).closed;
  }

  private startPulse(door: SerialDoor): Pulse {
    const opened = this.openRelay(door);
    return this.begin(opened, this.finishPulse(opened, door));
  }

  private begin(opened: Promise<void>, work: Promise<void>): Pulse {
    const closed = work.finally(() => {
      this.pulse = null;
      this.isClosing = false;
    });
    // For callers that wait for one of the two only.
    closed.catch(() => undefined);
    this.pulse = { opened, closed };
    return this.pulse;
  }

  private async openRelay(door: SerialDoor): Promise<void> {
    await this.openLine(door);
    await this.send(door.doorSerialOpen, door);
    this.endMs = performance.now() + door.doorOpenSeconds * 1000;
  }

  private async finishPulse(opened: Promise<void>, door: SerialDoor): Promise<void> {
    const isOpen = await opened.then(
      () => true,
      () => false,
    );
    while (isOpen && performance.now() < this.endMs) await wait(this.endMs - performance.now());
    // Bytes that seemed to fail may have arrived; a line that never opened has sent none.
    if (isOpen || this.line.isOpen) await this.closeRelay(door);
  }

  private async closeRelay(door: SerialDoor): Promise<void> {
    this.isClosing = true;
    for (let tries = 1; ; tries += 1) {
      try {
        if (!this.line.isOpen) await this.openLine(door);
        await this.send(door.doorSerialClose, door);
        return;
      } catch (error) {
        if (tries === CLOSING_TRIES) throw error;
      } finally {
        // What the board was told counts; a line that is slow to close is waited for later.
        await this.line.close(door.doorTimeoutSeconds * 1000).catch(() => undefined);
      }
      await wait(BETWEEN_TRIES_MS);
    }
  }

  private openLine({ doorSerialBaud, doorTimeoutSeconds }: SerialDoor): Promise<void> {
    return this.line.open(doorSerialBaud, doorTimeoutSeconds * 1000);
  }

  private send(hex: string, { doorTimeoutSeconds }: SerialDoor): Promise<void> {
    return this.line.write(bytesOf(hex), doorTimeoutSeconds * 1000);
  }
}

/** @param hex two digits a byte, separated by spaces */
export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.trim().split(' '), (digits) => Number.parseInt(digits, 16));
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
