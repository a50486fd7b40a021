/** An event for the operator of a kiosk. */
export interface LoggedEvent {
  /** ms since 1970, by this device's clock */
  readonly atMs: number;
  readonly kind: EventKind;
  /** Details, in English, for developers. */
  readonly detail: string;
}

const EVENT_KINDS = [
  'started',
  'setting-ignored',
  'stalled',
  'restart-camera',
  'rebuild-engine',
  'reload',
  'recovered',
  'daily-reload',
  'door-failed',
  'clock-wrong',
  'clock-corrected',
  'clock-jumped',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
