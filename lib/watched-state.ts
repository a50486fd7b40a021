/** State that a page can watch (React's `useSyncExternalStore`). It is replaced, never changed. */
export class WatchedState<State extends object> {
  private readonly listeners = new Set<() => void>();

  constructor(protected current: State) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly state = (): State => this.current;

  protected update(changes: Partial<State>): void {
    this.current = { ...this.current, ...changes };
    for (const listener of this.listeners) listener();
  }
}
