import type { KioskConfig } from '../config.ts';
import type { SerialLine } from './serial-line.ts';

type SerialDoor = Pick<
  KioskConfig,
  'doorSerialBaud' | 'doorSerialOpen' | 'doorSerialClose' | 'doorOpenSeconds' | 'doorTimeoutSeconds'
>;

interface Pulse {
  /** Rejects if the relay did not open. */
  readonly opened: Promise<void>;
  /** Settles when the relay is closed; rejects if that failed. */
  readonly closed: Promise<void>;
}

/** Number of tries to close a relay before it counts as failed. */
const CLOSING_TRIES = 3;
const BETWEEN_TRIES_MS = 500;

/**
 * A relay on a serial line. Only one pulse runs at a time, and `open` during a pulse extends it.
 * The line is open only during a pulse.
 */
export class RelayBoard {
  private pulse: Pulse | null = null;
  /** End of the running pulse, ms of `performance.now()`. */
  private endMs = 0;
  /** Whether the last step of the pulse has begun: it can no longer be extended. */
  private isClosing = false;

  constructor(private readonly line: SerialLine) {}

  /**
   * Opens the relay, or keeps it open for another `doorOpenSeconds`.
   * @returns its pulse, once the relay is open
   * @throws Error if the board does not take the opening bytes in time
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
    // Repeated for boards that end their pulses themselves.
    await this.send(door.doorSerialOpen, door);
    return running;
  }

  /**
   * Closes a relay that a reloaded page left open. A running pulse continues.
   * @throws Error if the board does not take the closing bytes in time
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
    // Some callers wait only for `opened`.
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
    // Bytes of a failed transfer may have arrived. A line that never opened has sent none.
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
        // Only the bytes count. The next step waits for a line that closes slowly.
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
