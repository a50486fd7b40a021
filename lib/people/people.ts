import type { Size } from '../geometry.ts';
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
 * A judged face over time: `box` is steadied, `label`, `worn` and `confidence` are what the recent frames add up
 * to, the rest is from the last judgement that agrees with them.
 */
export interface Person extends JudgedFace {
  /** 1 for the first person seen, 2 for the next; never used again. */
  readonly id: number;
  /** How long ago the face was first found, ms: longer than it has been a person. */
  readonly seenForMs: number;
}

/** Everybody who is, or was a moment ago, in the picture. */
export interface PeopleState {
  readonly tracks: readonly Track[];
  readonly nextTrackId: number;
  /** People seen so far. */
  readonly count: number;
  /** Of the last frame: its size, px, and when it was taken; null before there was one. */
  readonly last: { readonly frame: Size; readonly atMs: number } | null;
}

/** The faces of a frame, each matched with the track that it belongs to. */
interface Meeting {
  /** As they were before the frame, without those that ended before it. */
  readonly before: PeopleState;
  readonly matches: readonly FaceMatch[];
  readonly frame: Size;
  readonly atMs: number;
}

/** What the classifier said of a face: null for no face at all. */
export type Judgement = JudgedFace | null;

/** A box that appears in a single frame is nobody. */
const HITS_TO_BE_A_PERSON = 2;
/** A face that was lost is shown where it was for this time, ms, so that boxes do not blink. */
const SHOWN_UNSEEN_MS = 350;

/** Nobody in the picture. @param count people seen before */
export function nobody(count = 0): PeopleState {
  return { tracks: [], nextTrackId: 1, count, last: null };
}

/**
 * Says of each face found in a frame who it is.
 * @param atMs when the frame was taken; must rise from call to call. After a gap longer than
 * `UNSEEN_TO_END_MS` (the machine slept, the camera stood still) every track has ended: the face in
 * the same place may be somebody else's.
 */
export function meetFaces(
  state: PeopleState,
  faces: readonly FoundFace[],
  frame: Size,
  atMs: number,
): Meeting {
  const { last } = state;
  const interrupted = last !== null && atMs - last.atMs > UNSEEN_TO_END_MS;
  const known = interrupted ? [] : state.tracks;
  const resized = last !== null && isOtherSize(last.frame, frame);
  const tracks = resized ? known.map((track) => fitTrack(track, last.frame, frame)) : known;
  return {
    before: { ...state, tracks },
    matches: matchFaces(tracks, faces, atMs),
    frame,
    atMs,
  };
}

/** @param judgements by index of the match; faces that were not judged are absent */
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
  return { ...nameTracks([...known, ...born], before.count), nextTrackId, last: { frame, atMs } };
}

/** Who is in the picture, in the order in which they came. */
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

/** Faces that are followed, also those that are nobody's yet; without what was taken for no face. */
export function facesFollowed({ tracks }: PeopleState): number {
  return tracks.filter(({ refusedAtMs }) => refusedAtMs === null).length;
}

/** A known track after a frame in which its face was found, and judged where its turn had come. */
function meet(
  track: Track,
  face: FoundFace,
  judgement: Judgement | undefined,
  frame: Size,
  atMs: number,
): Track {
  // A face that is none in this frame is covered: it stays due until it is a face again or ends.
  if (judgement === null && track.judged) return missTrack(track);
  // A face where there was none starts anew.
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

/** Gives those a number who have become a person. */
function nameTracks(
  tracks: readonly Track[],
  countBefore: number,
): Pick<PeopleState, 'tracks' | 'count'> {
  let count = countBefore;
  const named = tracks.map((track) => {
    // What was never judged may turn out to be no face.
    const isNewPerson =
      track.personId === null && track.hits >= HITS_TO_BE_A_PERSON && track.judged !== null;
    if (!isNewPerson) return track;
    count += 1;
    return { ...track, personId: count };
  });
  return { tracks: named, count };
}

function isOtherSize(a: Size, b: Size): boolean {
  return a.width !== b.width || a.height !== b.height;
}
