import { type Box, intersectionOverUnion, type Size } from '../geometry.ts';
import type { Person } from '../people/people.ts';
import type { Counts } from '../records/counts.ts';
import type { Verdict } from '../vision/labels.ts';
import type { KioskConfig } from './config.ts';
import type { KioskState, Visitor } from './policy.ts';

/**
 * People as the kiosk remembers them: what is said of each is settled by evidence that lasted, and
 * somebody hidden for a moment is still there.
 */
export interface KnownVisitor {
  readonly id: number;
  readonly box: Box;
  readonly faceHeight: number;
  readonly near: boolean;
  /** For how long they were seen at all, and seen near enough. */
  readonly seenMs: number;
  readonly nearMs: number;
  /** What the vote says now, and for how long it has said so while they were seen. */
  readonly candidate: Verdict;
  readonly candidateMs: number;
  readonly label: Verdict | null;
  readonly lastSeenMs: number;
  /** Updates in a row in which they were not seen. */
  readonly misses: number;
  /** Whether the kiosk stopped looking while they were there. */
  readonly interrupted: boolean;
  /** How they stand in the records: hour and outcome. */
  readonly counted: { readonly hour: string; readonly outcome: Verdict } | null;
  readonly admitted: boolean;
  /** Messages that were spoken to them. */
  readonly told: readonly KioskState[];
}

export type VisitorRules = Pick<KioskConfig, 'faceHeight' | 'noticeHeight' | 'evidenceSeconds'>;

/** Who counts keeps counting down to this share of the height, or a step back would flicker. */
const HEIGHT_TO_STAY = 0.85;
/** Somebody hidden for so long, and in two frames, has gone. */
const GONE_MS = 550;
const GONE_MISSES = 2;
/** Gone people are remembered: a track may come back. */
const FORGOTTEN_MS = 5000;
const FORGOTTEN_INTERRUPTED_MS = 60_000;
/** Whoever passes by in the distance is not called. */
const NOTICED_MS = 500;
/** One frame proves no more than this, however rare frames are. */
const LONGEST_STEP_MS = 1000;
/** Not being sure takes so many times the evidence of being sure, and more still to become so. */
const UNSURE_EVIDENCE = 2;
const UNSURE_AGAIN_EVIDENCE = 3;
/** Overlap with where somebody stood before an interruption. */
const SAME_PLACE = 0.3;

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
      known.find(({ id }) => id === person.id) ?? adopt(person, known, people) ?? newcomer(person);
    return { before, after: seen(before, person, frame, nowMs, rules) };
  });
  const taken = new Set(present.map(({ before }) => before.id));
  const absent = known
    .filter(({ id }) => !taken.has(id))
    .map((visitor) => ({ ...visitor, misses: visitor.misses + 1 }))
    .filter(({ interrupted, lastSeenMs }) => {
      const limit = interrupted ? FORGOTTEN_INTERRUPTED_MS : FORGOTTEN_MS;
      return nowMs - lastSeenMs <= limit;
    });
  return [...present.map(({ after }) => after), ...absent];
}

/** The kiosk stops looking: whoever comes back in the same place is the same person. */
export function interruptVisitors(known: readonly KnownVisitor[]): KnownVisitor[] {
  return known.map((visitor) =>
    hasGone(visitor, visitor.lastSeenMs) ? visitor : { ...visitor, interrupted: true },
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
    lastSeenMs: Number.NaN,
    misses: 0,
    interrupted: false,
    counted: null,
    admitted: false,
    told: [],
  };
}

/** Somebody who stood there when the kiosk stopped looking: evidence anew, the rest as it was. */
function adopt(
  person: Person,
  known: readonly KnownVisitor[],
  people: readonly Person[],
): KnownVisitor | undefined {
  const before = known.find(
    ({ id, interrupted, box }) =>
      interrupted &&
      people.every((other) => other.id !== id) &&
      intersectionOverUnion(box, person.box) >= SAME_PLACE,
  );
  if (!before) return undefined;
  const { counted, admitted, told } = before;
  return { ...newcomer(person), id: before.id, counted, admitted, told };
}

function seen(
  before: KnownVisitor,
  { id, box, label: candidate, seenForMs }: Person,
  frame: Size,
  nowMs: number,
  rules: VisitorRules,
): KnownVisitor {
  const isNew = Number.isNaN(before.lastSeenMs);
  // Evidence was gathered from the first frame on that showed the face, before it was anybody's.
  const sinceMs = isNew ? seenForMs : nowMs - before.lastSeenMs;
  // Time in which nobody looked, or they were hidden, proves nothing.
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
    lastSeenMs: nowMs,
    misses: 0,
    interrupted: false,
  };
  return { ...next, label: settledLabel(next, rules.evidenceSeconds * 1000) };
}

function settledLabel(visitor: KnownVisitor, evidenceMs: number): Verdict | null {
  const { label, candidate, candidateMs, nearMs } = visitor;
  const unsure = candidate === 'unsure';
  if (label === null) {
    return nearMs >= evidenceMs * (unsure ? UNSURE_EVIDENCE : 1) ? candidate : null;
  }
  return candidateMs >= evidenceMs * (unsure ? UNSURE_AGAIN_EVIDENCE : 1) ? candidate : label;
}

/** What changed in the records because of a visitor, or null. */
export function recordChange(
  before: KnownVisitor['counted'],
  outcome: Verdict,
): Partial<Counts> | null {
  if (!before) return { people: 1, [outcome]: 1 };
  if (before.outcome === outcome) return null;
  return { [before.outcome]: -1, [outcome]: 1 };
}
