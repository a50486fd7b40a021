import type { Size } from '../geometry.ts';
import type { Person } from '../people/people.ts';
import type { CountChange } from '../records/changes.ts';
import type { WornWay } from '../vision/labels.ts';
import type { KioskConfig, PictureArea } from './config.ts';
import { areaOf, isInAreas } from './left-out/picture-area.ts';
import {
  type FacePlace,
  placesFromAnchors,
  stillPersons,
  updatePlaces,
} from './left-out/still-faces.ts';
import { type GroupVerdict, judgeGroup, type PeopleState, severityOf } from './policy.ts';
import {
  historyIn,
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
  /** Where faces are, to tell pictures from people. */
  readonly places: readonly FacePlace[];
  readonly shown: PeopleState;
  readonly shownSinceMs: number;
  /** Of `incorrect`, how the mask is worn, where that is clear. */
  readonly worn: WornWay | null;
  /** Whether several people count. */
  readonly group: boolean;
  /** Whether the people who count may go in now. */
  readonly admits: boolean;
  /** Who is not shown: faces in ignored areas, and pictures. Ids of people. */
  readonly leftOut: ReadonlySet<number>;
  /** The times of the last sight. */
  readonly lastSight: Pick<Sight, 'nowMs' | 'wallMs'> | null;
}

export const EMPTY_KIOSK: KioskMemory = {
  visitors: [],
  places: [],
  shown: 'idle',
  shownSinceMs: Number.NEGATIVE_INFINITY,
  worn: null,
  group: false,
  admits: false,
  leftOut: new Set(),
  lastSight: null,
};

interface Sight {
  readonly people: readonly Person[];
  /** What the boxes refer to, px. */
  readonly frame: Size;
  /** When, ms; must rise from sight to sight. */
  readonly nowMs: number;
  /** When by the clock of the day, ms since 1970: it goes on while a device sleeps. */
  readonly wallMs: number;
  /** The hour of the records, as `hourKey` gives it. */
  readonly hour: string;
  /** Of the records: rises when they are deleted; null where it is not known. */
  readonly generation: number | null;
}

/** What a step asks for. */
export interface KioskOrders {
  readonly records: readonly CountChange[];
  readonly openDoor: boolean;
  /** To be spoken or chimed; null where everybody has heard it. */
  readonly announce: PeopleState | null;
  /** Of `incorrect`, how the mask is worn, where that is clear. */
  readonly worn: WornWay | null;
}

const MINUTE_MS = 60_000;
/** After a longer time without a sight, nobody is known to be the same person. */
const LONGEST_GAP_MS = 2000;
/** A worse verdict need not wait for the whole time that a verdict stays, but for this. */
const READABLE_MS = 1000;
const VERDICTS: readonly PeopleState[] = ['pass', 'no-mask', 'incorrect', 'unsure'];

export function stepKiosk(
  before: KioskMemory,
  sight: Sight,
  config: KioskConfig,
): { readonly memory: KioskMemory; readonly orders: KioskOrders } {
  const { frame, nowMs, wallMs, hour, generation } = sight;
  const memory = isGap(before.lastSight, sight) ? interruptKiosk(before) : before;
  const people = sight.people.filter(
    ({ box }) => !isInAreas(areaOf(box, frame), config.ignoredAreas),
  );
  const faces = people.map(({ id, box }) => ({ personId: id, place: areaOf(box, frame) }));
  const places = updatePlaces(memory.places, faces, nowMs, config.stillMinutes * MINUTE_MS);
  const still = stillPersons(places);

  const known = updateVisitors(memory.visitors, people, frame, nowMs, config);
  const present = visitorsPresent(known, nowMs).filter(({ id }) => !still.has(id));
  const verdict = judgeGroup(present, config);
  const shown = maySwitch(memory, verdict.state, nowMs, config) ? verdict.state : memory.shown;
  const agreed = shown === verdict.state;

  const records: CountChange[] = [];
  let openDoor = false;
  let announce: PeopleState | null = null;
  const visitors = known.map((visitor): KnownVisitor => {
    let { signalled } = visitor;
    let { counted, passed, told } = historyIn(visitor.history, generation);
    const { id, label } = visitor;
    if (verdict.counted.includes(id) && label) {
      const change = recordChange(counted, label);
      if (change) {
        counted = { hour, generation, ...counted, outcome: label };
        records.push({ hour: counted.hour, generation: counted.generation, change });
      }
      if (counted && agreed && verdict.admitted) {
        if (!signalled) openDoor = true;
        signalled = true;
        if (!passed) {
          const { hour: ofHour, generation: ofGeneration } = counted;
          records.push({ hour: ofHour, generation: ofGeneration, change: { passed: 1 } });
        }
        passed = true;
      }
    }
    if (agreed && isVerdict(shown) && verdict.about.includes(id) && !told.includes(shown)) {
      told = [...told, shown];
      announce = shown;
    }
    return { ...visitor, signalled, history: { counted, passed, told } };
  });
  const looked = new Set(people.map(({ id }) => id));
  const next: KioskMemory = {
    visitors,
    places,
    shown,
    shownSinceMs: shown === memory.shown ? memory.shownSinceMs : nowMs,
    // What stays on the screen keeps its words.
    worn: agreed ? verdict.worn : memory.worn,
    group: agreed ? isGroup(verdict) : memory.group,
    admits: agreed && verdict.admitted,
    leftOut: new Set([...still, ...sight.people.flatMap(({ id }) => (looked.has(id) ? [] : [id]))]),
    lastSight: { nowMs, wallMs },
  };
  return { memory: next, orders: { records, openDoor, announce, worn: next.worn } };
}

/** The kiosk stops looking: nothing is shown of what was, and nothing of it counts for anybody. */
export function interruptKiosk({ visitors, places }: KioskMemory): KioskMemory {
  return { ...EMPTY_KIOSK, places, visitors: interruptVisitors(visitors) };
}

/** A kiosk that knows from before where pictures are. */
export function startKiosk(anchors: readonly PictureArea[], nowMs: number): KioskMemory {
  return { ...EMPTY_KIOSK, places: placesFromAnchors(anchors, nowMs) };
}

function isGap(last: KioskMemory['lastSight'], { nowMs, wallMs }: Sight): boolean {
  if (!last) return false;
  return nowMs - last.nowMs > LONGEST_GAP_MS || wallMs - last.wallMs > LONGEST_GAP_MS;
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
