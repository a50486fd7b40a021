import type { Size } from '../geometry.ts';
import type { Person } from '../people/people.ts';
import type { Counts } from '../records/counts.ts';
import type { KioskConfig } from './config.ts';
import { type GroupVerdict, judgeGroup, type PeopleState, severityOf } from './policy.ts';
import {
  interruptVisitors,
  type KnownVisitor,
  recordChange,
  updateVisitors,
  visitorsPresent,
} from './visitors.ts';

/**
 * The kiosk as a function of what it sees: people and the time in, what the screen says and what is
 * to be done out. Values in, new values out.
 */
export interface KioskMemory {
  readonly visitors: readonly KnownVisitor[];
  readonly shown: PeopleState;
  readonly shownSinceMs: number;
  /** Whether several people count. */
  readonly group: boolean;
}

export const EMPTY_KIOSK: KioskMemory = {
  visitors: [],
  shown: 'idle',
  shownSinceMs: Number.NEGATIVE_INFINITY,
  group: false,
};

export interface Sight {
  readonly people: readonly Person[];
  /** What the boxes refer to, px. */
  readonly frame: Size;
  /** When, ms; must rise from step to step. */
  readonly nowMs: number;
  /** The hour of the records, as `hourKey` gives it. */
  readonly hour: string;
}

/** What a step asks for. */
export interface KioskOrders {
  readonly records: readonly { readonly hour: string; readonly change: Partial<Counts> }[];
  readonly openDoor: boolean;
  /** To be said or chimed; null where everybody has heard it. */
  readonly announce: PeopleState | null;
}

/** A worse verdict need not wait for the whole time that a verdict stays, but for this. */
const READABLE_MS = 1000;
const VERDICTS: readonly PeopleState[] = ['pass', 'no-mask', 'incorrect', 'unsure'];

export function stepKiosk(
  memory: KioskMemory,
  { people, frame, nowMs, hour }: Sight,
  config: KioskConfig,
): { readonly memory: KioskMemory; readonly orders: KioskOrders } {
  const known = updateVisitors(memory.visitors, people, frame, nowMs, config);
  const verdict = judgeGroup(visitorsPresent(known, nowMs), config);
  const shown = maySwitch(memory, verdict.state, nowMs, config) ? verdict.state : memory.shown;
  const agreed = shown === verdict.state;

  const records: { hour: string; change: Partial<Counts> }[] = [];
  let openDoor = false;
  let announce: PeopleState | null = null;
  const visitors = known.map((visitor): KnownVisitor => {
    let { counted, admitted, told } = visitor;
    const { id, label } = visitor;
    if (verdict.counted.includes(id) && label) {
      const change = recordChange(counted, label);
      if (change) {
        counted = { hour: counted?.hour ?? hour, outcome: label };
        records.push({ hour: counted.hour, change });
      }
      if (agreed && verdict.admitted && !admitted) {
        admitted = true;
        openDoor = true;
        records.push({ hour: counted?.hour ?? hour, change: { passed: 1 } });
      }
    }
    if (agreed && isVerdict(shown) && verdict.about.includes(id) && !told.includes(shown)) {
      told = [...told, shown];
      announce = shown;
    }
    return { ...visitor, counted, admitted, told };
  });
  const next: KioskMemory = {
    visitors,
    shown,
    shownSinceMs: shown === memory.shown ? memory.shownSinceMs : nowMs,
    // What stays on the screen keeps its words.
    group: agreed ? isGroup(verdict) : memory.group,
  };
  return { memory: next, orders: { records, openDoor, announce } };
}

/** The kiosk stops looking: nothing is shown of what was, and nobody is counted twice for it. */
export function interruptKiosk({ visitors }: KioskMemory): KioskMemory {
  return { ...EMPTY_KIOSK, visitors: interruptVisitors(visitors) };
}

function maySwitch(
  { shown, shownSinceMs }: KioskMemory,
  next: PeopleState,
  nowMs: number,
  { verdictSeconds }: KioskConfig,
): boolean {
  if (!isVerdict(shown)) return true;
  const stayMs = verdictSeconds * 1000;
  const worse = isVerdict(next) && severityOf(next) > severityOf(shown);
  return nowMs - shownSinceMs >= (worse ? Math.min(READABLE_MS, stayMs) : stayMs);
}

function isVerdict(state: PeopleState): boolean {
  return VERDICTS.includes(state);
}

function isGroup({ counted }: GroupVerdict): boolean {
  return counted.length > 1;
}
