/** Does something again and again, never twice at once. A failure is told and the next round comes. */
export class Rounds {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(
    private readonly what: string,
    private readonly work: () => Promise<void>,
    private readonly pauseMs: number,
  ) {
    this.next();
  }

  /** Waits for the round that runs. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private next(): void {
    if (this.isClosed) return;
    this.timer = setTimeout(() => {
      this.running = this.work().then(
        () => this.next(),
        (error: Error) => {
          console.error(`MaskGate fleet: ${this.what}: ${error.message}`);
          this.next();
        },
      );
    }, this.pauseMs);
  }
}
