import type { Counts } from '../../records/counts.ts';
import type { CommandKind } from './kiosk-messages.ts';

/** What the operators' page reads. Over HTTP each `Date` is its ISO text. */

/** `new`: has a code, and was not enrolled yet. */
export type KioskPresence = 'new' | 'online' | 'silent' | 'revoked';

export interface KioskRow {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly presence: KioskPresence;
  /** Null before the first heartbeat. */
  readonly seenAt: Date | null;
  readonly version: string | null;
  readonly engine: string | null;
  readonly framesPerSecond: number | null;
  readonly camera: string | null;
  readonly door: string | null;
  readonly state: string | null;
  /** Whether the newest settings are in force there. */
  readonly settled: boolean;
  /** People of the last 24 hours that were handed in. */
  readonly counts: Counts;
}

/** What one row of figures is about. */
export const FIGURE_STEPS = ['hour', 'day', 'place', 'kiosk'] as const;
export type FigureStep = (typeof FIGURE_STEPS)[number];

export interface FigureQuestion {
  /** First and last day, local to the kiosks, `2026-11-23`. */
  readonly from: string;
  readonly to: string;
  readonly step: FigureStep;
  /** Empty for all places. */
  readonly place: string;
}

export interface FigureRow extends Counts {
  /** `2026-11-23T14` or `2026-11-23`; empty where a row is about all of the time. */
  readonly time: string;
  readonly place: string;
  /** Empty where a row is about all kiosks of a place. */
  readonly kiosk: string;
}

export interface TroubleRow {
  readonly at: Date;
  readonly kiosk: string;
  readonly place: string;
  readonly kind: string;
  readonly detail: string;
}

export interface OrderedCommand {
  readonly at: Date;
  readonly kiosk: string;
  readonly kind: CommandKind;
  /** `waiting` and `too-late` have no reason yet. */
  readonly outcome: 'done' | 'failed' | 'waiting' | 'too-late';
  readonly failure: string;
  readonly operator: string;
}
