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

/** The kiosk as a pure function: from people and the time to the screen and the actions. */
export interface KioskMemory {
  readonly visitors: readonly KnownVisitor[];
  /** Places of faces, to distinguish pictures from people. */
  readonly places: readonly FacePlace[];
  readonly shown: PeopleState;
  readonly shownSinceMs: number;
  /** How the mask is worn, for `incorrect`; null where it is unclear. */
  readonly worn: WornWay | null;
  /** Whether several people count. */
  readonly group: boolean;
  /** Whether the people who count may go in now. */
  readonly admits: boolean;
  /** Ids of people who are ignored: faces in ignored areas, and pictures. */
  readonly leftOut: ReadonlySet<number>;
  /** The detector's number of gaps at the last sight; null before the first. */
  readonly gaps: number | null;
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
  gaps: null,
};

interface Sight {
  readonly people: readonly Person[];
  /** The frame that the boxes refer to, px. */
  readonly frame: Size;
  /** Time of the frame, ms. It increases from sight to sight. */
  readonly nowMs: number;
  /** The detector's number of gaps. When it has changed, people are known by their place only. */
  readonly gaps: number;
  /** Hour of the records, from `hourKey`. */
  readonly hour: string;
  /** Generation of the records, which increases with each deletion; null where it is unknown. */
  readonly generation: number | null;
}

/** The actions after a step. */
export interface KioskOrders {
  readonly records: readonly CountChange[];
  readonly openDoor: boolean;
  /** The message to speak or chime; null if everybody has heard it. */
  readonly announce: PeopleState | null;
  /** How the mask is worn, for `incorrect`; null where it is unclear. */
  readonly worn: WornWay | null;
}

const MINUTE_MS = 60_000;
/** Least time of a verdict on the screen before a worse one replaces it. */
const READABLE_MS = 1000;
const VERDICTS: readonly PeopleState[] = ['pass', 'no-mask', 'incorrect', 'unsure'];

export function stepKiosk(
  before: KioskMemory,
  sight: Sight,
  config: KioskConfig,
): { readonly memory: KioskMemory; readonly orders: KioskOrders } {
  const { frame, nowMs, gaps, hour, generation } = sight;
  const memory = before.gaps !== null && before.gaps !== gaps ? interruptKiosk(before) : before;
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
    // A message that stays keeps its words.
    worn: agreed ? verdict.worn : memory.worn,
    group: agreed ? isGroup(verdict) : memory.group,
    admits: agreed && verdict.admitted,
    leftOut: new Set([...still, ...sight.people.flatMap(({ id }) => (looked.has(id) ? [] : [id]))]),
    gaps,
  };
  return { memory: next, orders: { records, openDoor, announce, worn: next.worn } };
}

/** The kiosk stops judging: it shows nothing of the past, and no evidence stays. */
export function interruptKiosk({ visitors, places }: KioskMemory): KioskMemory {
  return { ...EMPTY_KIOSK, places, visitors: interruptVisitors(visitors) };
}

/** A kiosk that knows the places of pictures from an earlier run. */
export function startKiosk(anchors: readonly PictureArea[], nowMs: number): KioskMemory {
  return { ...EMPTY_KIOSK, places: placesFromAnchors(anchors, nowMs) };
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
