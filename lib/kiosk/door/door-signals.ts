/** The ways to signal a door. */
const DOOR_WAYS = ['http', 'serial'] as const;
export type DoorWay = (typeof DOOR_WAYS)[number];

interface DoorReport {
  /** Called for each signal, including repetitions. */
  sent(): void;
  /** @param again whether the signal was a repetition */
  failed(detail: string, again: boolean): void;
}

/**
 * Delay before a failed signal is repeated. It doubles with each failure up to the longest delay.
 */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;

/** Sends signals and repeats failed ones while people may pass. Never throws. */
export class DoorSignals {
  private mayPass = false;
  private readonly repetitions = new Map<DoorWay, ReturnType<typeof setTimeout>>();

  /**
   * @param send resolves when the door has received the signal; rejects with the reason otherwise
   */
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

  /** Whether the screen lets people pass now. Repetitions stop when it does not. */
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
      // A later signal has its own repetitions.
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
