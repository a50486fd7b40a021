/** The ways in which a door is told to open. */
const DOOR_WAYS = ['http', 'serial'] as const;
export type DoorWay = (typeof DOOR_WAYS)[number];

export interface DoorReport {
  /** Each signal that is sent, repeated ones included. */
  sent(): void;
  /** @param again whether this was a repeated signal */
  failed(detail: string, again: boolean): void;
}

/** Time before a failed signal is repeated: doubles with each failure, up to the longest. */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;

/** Sends signals, and repeats one that failed for as long as people may pass. Nothing throws. */
export class DoorSignals {
  private mayPass = false;
  private readonly repetitions = new Map<DoorWay, ReturnType<typeof setTimeout>>();

  /** @param send resolves when the door has been told; rejects with the reason where it was not */
  constructor(
    private readonly send: (way: DoorWay) => Promise<void>,
    private readonly report: DoorReport,
  ) {}

  open(ways: readonly DoorWay[]): void {
    for (const way of ways) {
      this.stop(way);
      void this.signal(way, FIRST_WAIT_MS, false);
    }
  }

  /** Whether the screen lets people pass now. Once it does not, nothing is repeated. */
  allowPassing(mayPass: boolean): void {
    this.mayPass = mayPass;
    if (!mayPass) for (const way of DOOR_WAYS) this.stop(way);
  }

  private async signal(way: DoorWay, waitMs: number, again: boolean): Promise<void> {
    this.report.sent();
    try {
      await this.send(way);
    } catch (error) {
      this.report.failed(describeFailure(way, error), again);
      // A later signal for somebody else repeats itself.
      if (this.mayPass && !this.repetitions.has(way)) this.repeatLater(way, waitMs);
    }
  }

  private repeatLater(way: DoorWay, waitMs: number): void {
    const timer = setTimeout(() => {
      this.repetitions.delete(way);
      void this.signal(way, Math.min(LONGEST_WAIT_MS, 2 * waitMs), true);
    }, waitMs);
    this.repetitions.set(way, timer);
  }

  private stop(way: DoorWay): void {
    clearTimeout(this.repetitions.get(way));
    this.repetitions.delete(way);
  }
}

export function describeFailure(way: DoorWay, error: unknown): string {
  return `${way}: ${error instanceof Error ? error.message : String(error)}`;
}
