import { type Size, sharedPart } from '../geometry.ts';
import type { FoundFace, JudgedFace } from '../vision/detector-types.ts';
import { type FaceMatch, matchFaces } from './match-faces.ts';
import { qualityOf } from './quality.ts';
import {
  boxOf,
  fitTrack,
  hasEnded,
  missTrack,
  seeTrack,
  startTrack,
  type Track,
  UNSEEN_TO_END_MS,
} from './track.ts';
import { castBallot } from './vote.ts';

/**
 * A judged face over time. `box` is smoothed; `label`, `worn` and `confidence` come from the vote
 * over recent frames; the rest comes from the last judgement that agrees with the vote.
 */
export interface Person extends JudgedFace {
  /** 1 for the first person, 2 for the next. Never reused. */
  readonly id: number;
  /** Time since the face was first found, ms. It includes the time before it became a person. */
  readonly seenForMs: number;
}

/** The people who are in the picture, or were a moment ago. */
export interface PeopleState {
  readonly tracks: readonly Track[];
  readonly nextTrackId: number;
  /** Number of people seen so far. */
  readonly count: number;
  /** Number of times that all tracks ended at once, by a gap or because they were to be forgotten. */
  readonly gaps: number;
  /** The last frame; null before the first. */
  readonly last: LastFrame | null;
}

interface LastFrame {
  /** Its size, px. */
  readonly frame: Size;
  /** When it was taken. */
  readonly atMs: number;
  /** Times between the frames before it, ms, the newest last: two at most. */
  readonly stepsMs: readonly number[];
}

/** The faces of a frame, matched with tracks. */
interface Meeting {
  /** The state before the frame, without tracks that ended before it. */
  readonly before: PeopleState;
  readonly matches: readonly FaceMatch[];
  readonly frame: Size;
  readonly atMs: number;
}

/** The classifier's answer for a face; null for "not a face". */
export type Judgement = JudgedFace | null;

/** A box in a single frame is not a person. */
const HITS_TO_BE_A_PERSON = 2;
/**
 * The finder may see one face twice, the second time beside it and for some frames only: a face that
 * shares more than `SHARED_WITH_A_PERSON` of the smaller box with a person's face becomes a person after
 * this time, ms.
 */
const BESIDE_A_PERSON_MS = 1000;
const SHARED_WITH_A_PERSON = 0.3;
/**
 * A gap is longer than this multiple of the shorter of the two steps before it. One long step is a gap
 * itself, and does not excuse the next one.
 */
const GAP_TO_STEP = 2;
/** A lost face stays at its place for this time, so that boxes do not blink. */
const SHOWN_UNSEEN_MS = 350;

/** An empty picture. @param count number of people seen before */
export function nobody(count = 0, gaps = 0): PeopleState {
  return { tracks: [], nextTrackId: 1, count, gaps, last: null };
}

/**
 * Matches the faces of a frame with the known ones.
 * @param atMs when the frame was taken. It increases from call to call. After a gap (the machine
 * slept, the camera was frozen) every track has ended: the face at the same place may be another
 * person's.
 */
export function meetFaces(
  state: PeopleState,
  faces: readonly FoundFace[],
  frame: Size,
  atMs: number,
): Meeting {
  const { last } = state;
  const interrupted = isGap(last, atMs);
  const known = interrupted ? [] : state.tracks;
  const resized = last !== null && isOtherSize(last.frame, frame);
  const tracks = resized ? known.map((track) => fitTrack(track, last.frame, frame)) : known;
  return {
    before: { ...state, tracks, gaps: state.gaps + (interrupted ? 1 : 0) },
    matches: matchFaces(tracks, faces, atMs),
    frame,
    atMs,
  };
}

/** @param judgements by index of the match. Faces that were not judged are absent. */
export function updatePeople(
  { before, matches, frame, atMs }: Meeting,
  judgements: ReadonlyMap<number, Judgement>,
): PeopleState {
  const met = matches.map((match, i) => ({ ...match, judgement: judgements.get(i) }));
  const byTrack = new Map(met.map((match) => [match.track, match]));
  const known = before.tracks
    .map((track) => {
      const match = byTrack.get(track);
      return match ? meet(track, match.face, match.judgement, frame, atMs) : missTrack(track);
    })
    .filter((track) => !hasEnded(track, atMs));
  const newcomers = met.filter(({ track }) => track === null);
  const born = newcomers.map(({ face, judgement }, i) =>
    judge(startTrack(before.nextTrackId + i, face, atMs), judgement, frame, atMs),
  );
  const nextTrackId = before.nextTrackId + born.length;
  const tracks = nameTracks([...known, ...born], before.count, atMs);
  const { last } = before;
  const stepsMs = last ? [...last.stepsMs.slice(-1), atMs - last.atMs] : [];
  return { ...tracks, nextTrackId, gaps: before.gaps, last: { frame, atMs, stepsMs } };
}

/** The people in the picture, in order of their arrival. */
export function peopleIn({ tracks, last }: PeopleState): Person[] {
  const atMs = last?.atMs ?? 0;
  return tracks.flatMap((track): Person[] => {
    const { personId: id, judged, vote, misses, lastSeenMs, firstSeenMs } = track;
    if (id === null || judged === null) return [];
    if (misses > 0 && atMs - lastSeenMs > SHOWN_UNSEEN_MS) return [];
    const { label, worn, confidence } = vote;
    const said = { label, worn, confidence };
    return [{ ...judged, ...said, id, box: boxOf(track), seenForMs: atMs - firstSeenMs }];
  });
}

/**
 * Number of tracked faces, including those that are not yet a person, without boxes that are not
 * faces.
 */
export function facesFollowed({ tracks }: PeopleState): number {
  return tracks.filter(({ refusedAtMs }) => refusedAtMs === null).length;
}

/** A known track after a frame with its face, and with its judgement, if it was judged. */
function meet(
  track: Track,
  face: FoundFace,
  judgement: Judgement | undefined,
  frame: Size,
  atMs: number,
): Track {
  // "Not a face" for a known face means that it is covered. It stays due until it is a face again
  // or ends.
  if (judgement === null && track.judged) return missTrack(track);
  // A face at a place where there was none starts again.
  if (judgement && track.refusedAtMs !== null) {
    return judge(startTrack(track.id, face, atMs), judgement, frame, atMs);
  }
  return judge(seeTrack(track, face, atMs), judgement, frame, atMs);
}

function judge(track: Track, judgement: Judgement | undefined, frame: Size, atMs: number): Track {
  if (judgement === undefined) return track;
  if (judgement === null) return { ...track, refusedAtMs: atMs };
  const vote = castBallot(track.vote, judgement, qualityOf(judgement, track, frame), atMs);
  const before = track.judged?.label === vote.label ? track.judged : judgement;
  return { ...track, vote, judged: judgement.label === vote.label ? judgement : before };
}

/** Gives new people their number. */
function nameTracks(
  tracks: readonly Track[],
  countBefore: number,
  atMs: number,
): Pick<PeopleState, 'tracks' | 'count'> {
  const people = tracks.filter(({ personId, misses }) => personId !== null && misses === 0);
  let count = countBefore;
  const named = tracks.map((track) => {
    // A face that was never judged may turn out to be none.
    const mayBeNewPerson =
      track.personId === null &&
      track.misses === 0 &&
      track.hits >= HITS_TO_BE_A_PERSON &&
      track.judged !== null;
    if (!mayBeNewPerson) return track;
    const mayBeSeenTwice =
      atMs - track.firstSeenMs < BESIDE_A_PERSON_MS &&
      people.some(({ face }) => sharedPart(face.box, track.face.box) > SHARED_WITH_A_PERSON);
    if (mayBeSeenTwice) return track;
    count += 1;
    people.push(track);
    return { ...track, personId: count };
  });
  return { tracks: named, count };
}

/** Whether the time since the last frame is long, also for a machine that takes long for each. */
function isGap(last: LastFrame | null, atMs: number): boolean {
  if (last === null) return false;
  const usualMs = last.stepsMs.length > 0 ? Math.min(...last.stepsMs) : 0;
  return atMs - last.atMs > Math.max(UNSEEN_TO_END_MS, usualMs * GAP_TO_STEP);
}

function isOtherSize(a: Size, b: Size): boolean {
  return a.width !== b.width || a.height !== b.height;
}
