import { type Box, intersectionOverUnion, SAME_FACE_IOU, type Size } from '../geometry.ts';
import type { Person } from '../people/people.ts';
import type { Counts } from '../records/counts.ts';
import type { Verdict, WornWay } from '../vision/labels.ts';
import type { KioskConfig } from './config.ts';
import type { KioskState, Visitor } from './policy.ts';

/**
 * The kiosk's memory of people. A verdict needs evidence over time, and a person who is hidden for
 * a moment stays. Pure functions.
 */
export interface KnownVisitor {
  readonly id: number;
  readonly box: Box;
  /** Share of the picture's height; 0 for a face that is too small to notice. */
  readonly faceHeight: number;
  readonly near: boolean;
  /** How long the person was noticed, and how long near enough to count. */
  readonly seenMs: number;
  readonly nearMs: number;
  /**
   * The current verdict of the vote, and for how long it has been the same while the person was
   * seen.
   */
  readonly candidate: Verdict;
  readonly candidateMs: number;
  readonly label: Verdict | null;
  /** The last way of wearing a mask incorrectly; null where there was none, or it was unclear. */
  readonly worn: WornWay | null;
  readonly lastSeenMs: number;
  /** Consecutive updates without this person. */
  readonly misses: number;
  /** Whether the kiosk stopped judging while the person was there. */
  readonly interrupted: boolean;
  readonly history: VisitorHistory;
  /**
   * History of the person at this place before an interruption, until it is known whether this is
   * the same person.
   */
  readonly earlier: VisitorHistory | null;
  /** Whether the door was opened for the person. */
  readonly signalled: boolean;
}

/** The person's part of the records. */
interface CountedVisitor {
  readonly hour: string;
  readonly outcome: Verdict;
  /** Generation of the records; null where it was unknown. */
  readonly generation: number | null;
}

/** What the kiosk has done for a person. */
interface VisitorHistory {
  /** Their part of the records. */
  readonly counted: CountedVisitor | null;
  /** Whether the records say that the person passed. */
  readonly passed: boolean;
  /** Messages that were spoken to the person. */
  readonly told: readonly KioskState[];
}

type VisitorRules = Pick<KioskConfig, 'faceHeight' | 'noticeHeight' | 'evidenceSeconds'>;

const NO_HISTORY: VisitorHistory = { counted: null, passed: false, told: [] };
/**
 * A person who counts stays down to this share of the height: otherwise a step back would flicker.
 */
const HEIGHT_TO_STAY = 0.85;
/** A person who is hidden for this time, and in two frames, has gone. */
const GONE_MS = 550;
const GONE_MISSES = 2;
/** People who have gone are remembered for this time, because a track may return. */
const FORGOTTEN_MS = 5000;
const FORGOTTEN_INTERRUPTED_MS = 60_000;
/** People who only pass in the distance are not called. */
const NOTICED_MS = 500;
/** Most evidence of one frame, at any frame rate. */
const LONGEST_STEP_MS = 1000;
/** Evidence for "unsure", as a multiple of the usual; the same to return to it. */
const UNSURE_EVIDENCE = 2;
const UNSURE_AGAIN_EVIDENCE = 3;

/** @param nowMs increases from call to call */
export function updateVisitors(
  known: readonly KnownVisitor[],
  people: readonly Person[],
  frame: Size,
  nowMs: number,
  rules: VisitorRules,
): KnownVisitor[] {
  const present = people.map((person) => {
    const before =
      known.find(({ id, interrupted }) => id === person.id && !interrupted) ??
      returning(person, known, people) ??
      newcomer(person);
    return { before, after: seen(before, person, frame, nowMs, rules) };
  });
  const taken = new Set(present.flatMap(({ before, after }) => [before.id, after.id]));
  const absent = known
    .filter(({ id }) => !taken.has(id))
    .map((visitor) => ({ ...visitor, misses: visitor.misses + 1 }))
    .filter(({ interrupted, lastSeenMs }) => {
      const limit = interrupted ? FORGOTTEN_INTERRUPTED_MS : FORGOTTEN_MS;
      return nowMs - lastSeenMs <= limit;
    });
  return [...present.map(({ after }) => after), ...absent];
}

/** The kiosk stops judging. Evidence about people becomes invalid. */
export function interruptVisitors(known: readonly KnownVisitor[]): KnownVisitor[] {
  return known.map((visitor) =>
    hasGone(visitor, visitor.lastSeenMs)
      ? visitor
      : { ...visitor, interrupted: true, label: null, candidateMs: 0, nearMs: 0 },
  );
}

/** The people in front of the kiosk, in the form for the policy. */
export function visitorsPresent(known: readonly KnownVisitor[], nowMs: number): Visitor[] {
  return known.filter(
    (visitor) =>
      !visitor.interrupted &&
      !hasGone(visitor, nowMs) &&
      (visitor.near || (visitor.faceHeight > 0 && visitor.seenMs >= NOTICED_MS)),
  );
}

function hasGone({ lastSeenMs, misses }: KnownVisitor, nowMs: number): boolean {
  return misses >= GONE_MISSES && nowMs - lastSeenMs > GONE_MS;
}

function newcomer({ id, box, label }: Person): KnownVisitor {
  return {
    id,
    box,
    faceHeight: 0,
    near: false,
    seenMs: 0,
    nearMs: 0,
    candidate: label,
    candidateMs: 0,
    label: null,
    worn: null,
    lastSeenMs: Number.NaN,
    misses: 0,
    interrupted: false,
    history: NO_HISTORY,
    earlier: null,
    signalled: false,
  };
}

/**
 * A person at the place of somebody who was there before an interruption. It may be another person,
 * so evidence is collected again. The former history applies only if the verdict is the same.
 */
function returning(
  person: Person,
  known: readonly KnownVisitor[],
  people: readonly Person[],
): KnownVisitor | undefined {
  const before = known.find(
    ({ id, interrupted, box }) =>
      interrupted &&
      (id === person.id || people.every((other) => other.id !== id)) &&
      intersectionOverUnion(box, person.box) >= SAME_FACE_IOU,
  );
  if (!before) return undefined;
  return { ...newcomer(person), id: before.id, earlier: before.earlier ?? before.history };
}

function seen(
  before: KnownVisitor,
  { id, box, label: candidate, worn, seenForMs }: Person,
  frame: Size,
  nowMs: number,
  rules: VisitorRules,
): KnownVisitor {
  const isNew = Number.isNaN(before.lastSeenMs);
  // The evidence about a new person began with the first frame of the face. After an interruption,
  // that frame may have shown somebody else.
  const sinceMs = isNew ? (before.earlier ? 0 : seenForMs) : nowMs - before.lastSeenMs;
  // Time while the person was hidden is no evidence.
  const stepMs = before.misses > 0 ? 0 : Math.min(LONGEST_STEP_MS, sinceMs);
  const height = box.height / frame.height;
  const near = height >= rules.faceHeight * (before.near ? HEIGHT_TO_STAY : 1);
  const noticed = near || height >= rules.noticeHeight;
  const next: KnownVisitor = {
    ...before,
    id,
    box,
    faceHeight: noticed ? height : 0,
    near,
    seenMs: noticed ? before.seenMs + stepMs : 0,
    nearMs: near && (before.near || isNew) ? before.nearMs + stepMs : before.nearMs,
    candidate,
    candidateMs: candidate === before.candidate ? before.candidateMs + stepMs : 0,
    // A short change of the verdict does not change the words.
    worn: candidate === 'incorrect_mask' ? (worn ?? null) : before.worn,
    lastSeenMs: nowMs,
    misses: 0,
    interrupted: false,
  };
  return settle({ ...next, label: settledLabel(next, rules.evidenceSeconds * 1000) });
}

function settledLabel(visitor: KnownVisitor, evidenceMs: number): Verdict | null {
  const { label, candidate, candidateMs, nearMs } = visitor;
  const unsure = candidate === 'unsure';
  if (label === null) {
    return nearMs >= evidenceMs * (unsure ? UNSURE_EVIDENCE : 1) ? candidate : null;
  }
  return candidateMs >= evidenceMs * (unsure ? UNSURE_AGAIN_EVIDENCE : 1) ? candidate : label;
}

/** Decides, once there is a label, whether the earlier history belongs to this person. */
function settle(visitor: KnownVisitor): KnownVisitor {
  const { label, earlier, history } = visitor;
  if (label === null || earlier === null) return visitor;
  const isSame = earlier.counted?.outcome === label;
  return { ...visitor, earlier: null, history: isSame ? earlier : history };
}

/**
 * A person's history in records of this generation. A person whose records were deleted is not
 * counted yet. @param generation null where it is unknown
 */
export function historyIn(history: VisitorHistory, generation: number | null): VisitorHistory {
  const { counted } = history;
  if (counted === null || generation === null || counted.generation === generation) return history;
  if (counted.generation === null) return { ...history, counted: { ...counted, generation } };
  return { ...history, counted: null, passed: false };
}

/** The change of the records because of a person; null for none. */
export function recordChange(
  before: CountedVisitor | null,
  outcome: Verdict,
): Partial<Counts> | null {
  if (!before) return { people: 1, [outcome]: 1 };
  if (before.outcome === outcome) return null;
  return { [before.outcome]: -1, [outcome]: 1 };
}
