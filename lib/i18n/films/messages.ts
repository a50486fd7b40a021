/** The sentences about films on the page of photographs. */
export interface FilmsMessages {
  readonly heading: string;
  readonly states: Readonly<Record<'waiting' | 'judging' | 'paused' | 'stopped', string>>;
  /** Times as `1:05.2`. */
  readonly progress: (done: string, total: string) => string;
  /** `speed`: seconds of film in a second. */
  readonly speed: (speed: string) => string;
  readonly pause: string;
  readonly resume: string;
  readonly cancel: string;
  readonly again: string;
  readonly remove: (film: string) => string;
  readonly nobody: string;
  readonly picture: (film: string) => string;
  readonly time: string;
  readonly timeline: string;
  readonly people: (film: string) => string;
  readonly columns: Readonly<
    Record<'person' | 'verdict' | 'first' | 'last' | 'share' | 'best', string>
  >;
  readonly showBest: (person: number, time: string) => string;
  readonly csv: string;
  readonly json: string;
  readonly withBoxes: string;
  readonly saving: (percent: string) => string;
  readonly stopSaving: string;
  readonly savingFailed: string;
}
