/** Pauses between tries while the database is unavailable. The first retry follows immediately. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Errors of the change itself, which further tries cannot fix. */
const OWN_FAULTS = ['DataError', 'DataCloneError', 'ConstraintError', 'TypeError', 'RangeError'];

interface Write<Database> {
  readonly work: (database: Database) => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Changes of a database, made one after the other. A change that finds it closed is tried again.
 */
export class WaitingWrites<Database> {
  private readonly waiting: Write<Database>[] = [];
  private running = false;
  private closed = false;
  private failing = false;
  private wakeUp: () => void = () => undefined;

  constructor(
    /** Rejects while the database is unavailable. */
    private readonly open: () => Promise<Database>,
    /** Called when changes start to wait because they fail, and when the first of them succeeds. */
    private readonly onFailing: (failing: boolean) => void,
  ) {}

  /** @returns the result of `work`; rejects if the change itself is at fault */
  add<T>(work: (database: Database) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve, reject });
      void this.run();
    });
  }

  /** Tries again immediately. */
  wake(): void {
    this.wakeUp();
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    let pauseMs = 0;
    for (let write = this.waiting[0]; write && !this.closed; write = this.waiting[0]) {
      try {
        const result = await write.work(await this.open());
        this.waiting.shift();
        write.resolve(result as never);
        pauseMs = 0;
        if (this.failing) this.setFailing(false);
      } catch (error) {
        if (error instanceof Error && OWN_FAULTS.includes(error.name)) {
          this.waiting.shift();
          write.reject(error);
          continue;
        }
        this.setFailing(true);
        await this.pause(pauseMs);
        pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, 2 * pauseMs));
      }
    }
    this.running = false;
  }

  private setFailing(failing: boolean): void {
    this.failing = failing;
    this.onFailing(failing);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
