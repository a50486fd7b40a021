import type { Counts } from '../../records/counts.ts';
import type { EventKind } from '../../records/events.ts';

/** The text of the report page. */
export interface ReportMessages {
  readonly title: string;
  readonly lead: string;
  readonly byHour: string;
  readonly byDay: string;
  readonly previousDay: string;
  readonly nextDay: string;
  readonly day: string;
  readonly hour: string;
  readonly sum: string;
  /** Below a table that does not show all days. */
  readonly olderDays: (days: number) => string;
  readonly counts: Readonly<Record<keyof Counts, string>>;
  readonly nothing: string;
  /** In place of everything, before anybody was counted. */
  readonly empty: string;
  readonly openKiosk: string;
  readonly export: string;
  readonly keepDays: string;
  readonly days: string;
  /** Asked before a shorter retention time deletes counts. Days are formatted for display. */
  readonly keepQuestion: (days: number, people: number, from: string, to: string) => string;
  readonly deleteAll: string;
  readonly deleteQuestion: string;
  readonly deleteYes: string;
  readonly deleteNo: string;
  readonly deleted: string;
  readonly events: string;
  readonly noEvents: string;
  readonly eventKinds: Readonly<Record<EventKind, string>>;
  readonly unavailable: string;
  readonly chart: (what: string) => string;
}
