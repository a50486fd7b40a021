import { type Box, intersectionOverUnion, SAME_FACE_IOU, type Size } from '../geometry.ts';
import type { Person } from '../people/people.ts';
import type { Counts } from '../records/counts.ts';
import type { Verdict, WornWay } from '../vision/labels.ts';
import type { KioskConfig } from './config.ts';
import type { KioskState, Visitor } from './policy.ts';

/**
 * People as the kiosk remembers them. What is said of one is settled by evidence that lasted, and
 * one who is hidden for a moment is still there. Values in, new values out.
 */
export interface KnownVisitor {
  readonly id: number;
  readonly box: Box;
  /** Share of the picture's height; 0 for a face too small to be noticed. */
  readonly faceHeight: number;
  readonly near: boolean;
  /** Time for which they were noticed, and for which they were near enough to count. */
  readonly seenMs: number;
  readonly nearMs: number;
  /** What the vote says now, and for how long it has said so while they were seen. */
  readonly candidate: Verdict;
  readonly candidateMs: number;
  readonly label: Verdict | null;
  /** As last seen worn incorrectly; null where it was not, or it was not clear how. */
  readonly worn: WornWay | null;
  readonly lastSeenMs: number;
  /** Updates in a row in which they were not seen. */
  readonly misses: number;
  /** Whether the kiosk stopped looking while they were there. */
  readonly interrupted: boolean;
  readonly history: VisitorHistory;
  /** Of the person in this place before an interruption, until it is known whether that is the same. */
  readonly earlier: VisitorHistory | null;
  /** Whether the door was opened for them. */
  readonly signalled: boolean;
}

/** How the records hold a visitor. */
interface CountedVisitor {
  readonly hour: string;
  readonly outcome: Verdict;
  /** Of the records; null where it was not known yet. */
  readonly generation: number | null;
}

/** What the kiosk did about a visitor. */
interface VisitorHistory {
  /** Their part of the records. */
  readonly counted: CountedVisitor | null;
  /** Whether the records say that they passed. */
  readonly passed: boolean;
  /** Messages that were spoken to them. */
  readonly told: readonly KioskState[];
}

type VisitorRules = Pick<KioskConfig, 'faceHeight' | 'noticeHeight' | 'evidenceSeconds'>;

const NO_HISTORY: VisitorHistory = { counted: null, passed: false, told: [] };
/** One who counts does so down to this share of the height, or a step back would flicker. */
const HEIGHT_TO_STAY = 0.85;
/** One who is hidden for this time, and in two frames, has gone. */
const GONE_MS = 550;
const GONE_MISSES = 2;
/** People who have gone are remembered for this time: a track may come back. */
const FORGOTTEN_MS = 5000;
const FORGOTTEN_INTERRUPTED_MS = 60_000;
/** People who pass by in the distance are not called. */
const NOTICED_MS = 500;
/** The most that one frame proves, however rare frames are. */
const LONGEST_STEP_MS = 1000;
/** Evidence that it takes not to be sure, in times of the usual; and to become so again. */
const UNSURE_EVIDENCE = 2;
const UNSURE_AGAIN_EVIDENCE = 3;

/** @param nowMs must rise from call to call */
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

/** The kiosk stops looking. What it knew of people no longer counts for anybody. */
export function interruptVisitors(known: readonly KnownVisitor[]): KnownVisitor[] {
  return known.map((visitor) =>
    hasGone(visitor, visitor.lastSeenMs)
      ? visitor
      : { ...visitor, interrupted: true, label: null, candidateMs: 0, nearMs: 0 },
  );
}

/** Who is before the kiosk now, as the policy sees them. */
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
 * Somebody in the place of one who was there when the kiosk stopped looking. It may be another
 * person, so evidence is gathered anew, and what was done is theirs only when the verdict is the same.
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
  // A newcomer's evidence began with the first frame that showed the face; after an interruption
  // that may have been somebody else's.
  const sinceMs = isNew ? (before.earlier ? 0 : seenForMs) : nowMs - before.lastSeenMs;
  // Time in which they were hidden proves nothing.
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
    // A moment in which something else is said of them changes no words.
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

/** Decides whose the earlier history is, once there is a label. */
function settle(visitor: KnownVisitor): KnownVisitor {
  const { label, earlier, history } = visitor;
  if (label === null || earlier === null) return visitor;
  const isSame = earlier.counted?.outcome === label;
  return { ...visitor, earlier: null, history: isSame ? earlier : history };
}

/**
 * A visitor's history in records of this generation: one whose records were deleted meanwhile is
 * not counted yet. @param generation null where it is not known
 */
export function historyIn(history: VisitorHistory, generation: number | null): VisitorHistory {
  const { counted } = history;
  if (counted === null || generation === null || counted.generation === generation) return history;
  if (counted.generation === null) return { ...history, counted: { ...counted, generation } };
  return { ...history, counted: null, passed: false };
}

/** What changed in the records because of a visitor, or null. */
export function recordChange(
  before: CountedVisitor | null,
  outcome: Verdict,
): Partial<Counts> | null {
  if (!before) return { people: 1, [outcome]: 1 };
  if (before.outcome === outcome) return null;
  return { [before.outcome]: -1, [outcome]: 1 };
}
