import type { ServedSettings } from './fleet-settings.ts';

/** What a kiosk and its site agree on, and what the site answers. `kiosk-requests.ts` has what it is asked. */

/** Most hours or events in one report. A kiosk with more sends several. */
export const MOST_IN_REPORT = 300;

export interface EnrolAnswer {
  readonly id: string;
  readonly name: string;
  readonly place: string;
}

export const COMMAND_KINDS = ['reload', 'test-door', 'message'] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

export interface KioskCommand {
  readonly id: number;
  readonly kind: CommandKind;
  /** The words of a message; empty for other kinds. */
  readonly text: string;
}

export interface ReportAnswer {
  readonly name: string;
  readonly place: string;
  /** Null where the kiosk has the newest. */
  readonly settings: ServedSettings | null;
  readonly commands: readonly KioskCommand[];
}
