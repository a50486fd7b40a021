/** Pauses between tries while the database cannot be had, ms. The first try again is at once. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Faults of the change itself: trying again would help nobody. */
const OWN_FAULTS = ['DataError', 'DataCloneError', 'ConstraintError', 'TypeError', 'RangeError'];

interface Write<Database> {
  readonly work: (database: Database) => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Changes of a database, made one after the other; those that find it closed are tried again. */
export class WaitingWrites<Database> {
  private readonly waiting: Write<Database>[] = [];
  private running = false;
  private closed = false;
  private failing = false;
  private wakeUp: () => void = () => undefined;

  constructor(
    /** Rejects while the database cannot be had. */
    private readonly open: () => Promise<Database>,
    /** Told when changes begin to wait because they fail, and when the first of them is made. */
    private readonly onFailing: (failing: boolean) => void,
  ) {}

  /** @returns what `work` returns, once it is done; rejects where the change itself is at fault */
  add<T>(work: (database: Database) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve, reject });
      void this.run();
    });
  }

  /** Tries again at once. */
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
