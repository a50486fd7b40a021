import { type Box, intersectionOverUnion } from '../geometry.ts';
import type { Detection, FoundFace } from '../vision/detector-types.ts';
import type { Verdict, WornWay } from '../vision/labels.ts';
import { qualityOf } from './quality.ts';
import { expectedBox, NO_TRACKS, type Track, type TrackerState, updateTracks } from './tracker.ts';
import { castBallot, NO_VOTE, type Vote } from './vote.ts';

/** A face that is in the picture now. */
export interface Person {
  /** 1 for the first person seen, 2 for the next... */
  readonly id: number;
  /** Unmirrored frame pixels. */
  readonly box: Box;
  readonly label: Verdict;
  /** How their mask is worn, where it is worn incorrectly and the way is clear. */
  readonly worn?: WornWay;
  /** 0 to 1 */
  readonly confidence: number;
  /** How long ago their face was first found, ms: longer than they have been a person. */
  readonly seenForMs: number;
}

export interface PeopleState {
  /** In the picture now, in the order in which they came. */
  readonly people: readonly Person[];
  /** Everybody seen so far. */
  readonly count: number;
  readonly tracker: TrackerState;
  /** By track. */
  readonly votes: ReadonlyMap<number, Vote>;
  /** By track, for those seen often enough. */
  readonly personIds: ReadonlyMap<number, number>;
  /** Places where the classifier saw no face, so that they need not be judged in every frame. */
  readonly dismissed: readonly DismissedBox[];
}

export interface DismissedBox {
  readonly box: Box;
  readonly atMs: number;
}

export const NOBODY: PeopleState = {
  people: [],
  count: 0,
  tracker: NO_TRACKS,
  votes: new Map(),
  personIds: new Map(),
  dismissed: [],
};

/** A box that appears in a single frame is nobody. */
const HITS_TO_BE_A_PERSON = 2;
/** A face that was lost stays where it was for so long, so that boxes do not blink. */
const SHOWN_UNSEEN_MS = 350;
/** What was refused as no face is refused for so long, if it is not judged again before. */
const DISMISSED_FOR_MS = 1000;
/** Overlap, as intersection over union, from which two boxes are of the same thing. */
const SAME_BOX = 0.3;

/** The faces of a frame; without `frame` nothing is known of its edges. */
export type FoundPeople = Pick<Detection, 'faces'> &
  Partial<Pick<Detection, 'frame' | 'unjudged' | 'dismissed'>>;

/** @param atMs when the frame was taken; must rise from call to call */
export function updatePeople(
  before: PeopleState,
  { faces, frame, unjudged = [], dismissed: refused = [] }: FoundPeople,
  atMs: number,
): PeopleState {
  const dismissed = updateDismissed(before, faces, refused, atMs);
  const waiting = unjudged.filter(({ box }) => !dismissed.some((known) => isSame(known.box, box)));
  const { state: tracker, trackIds } = updateTracks(
    before.tracker,
    [...faces, ...waiting].map(({ box }) => box),
    atMs,
  );
  const faceByTrack = new Map(faces.map((face, i) => [trackIds[i], face]));

  const votes = new Map<number, Vote>();
  const personIds = new Map<number, number>();
  let { count } = before;
  for (const track of tracker.tracks) {
    const { id, hits } = track;
    const face = faceByTrack.get(id);
    let vote = before.votes.get(id) ?? NO_VOTE;
    if (face) vote = castBallot(vote, { ...face, quality: qualityOf(face, track, frame) }, atMs);
    votes.set(id, vote);
    let personId = before.personIds.get(id);
    // What was never judged may turn out to be no face.
    if (personId === undefined && hits >= HITS_TO_BE_A_PERSON && vote !== NO_VOTE) {
      count += 1;
      personId = count;
    }
    if (personId !== undefined) personIds.set(id, personId);
  }

  const people = tracker.tracks
    .filter((track) => isShown(track, atMs))
    .flatMap(({ id, box, firstSeenMs }): Person[] => {
      const personId = personIds.get(id);
      const { label, worn, confidence } = votes.get(id) ?? NO_VOTE;
      if (personId === undefined) return [];
      const seenForMs = atMs - firstSeenMs;
      return [{ id: personId, box, label, ...(worn && { worn }), confidence, seenForMs }];
    });
  return { people, count, tracker, votes, personIds, dismissed };
}

function isShown({ misses, lastSeenMs }: Track, atMs: number): boolean {
  return misses === 0 || atMs - lastSeenMs <= SHOWN_UNSEEN_MS;
}

/** What the classifier refused as no face, for a while and where no known face is expected. */
function updateDismissed(
  { dismissed, tracker }: PeopleState,
  faces: readonly FoundFace[],
  refused: readonly FoundFace[],
  atMs: number,
): DismissedBox[] {
  const isKnown = (box: Box) =>
    tracker.tracks.some((track) => isSame(expectedBox(track, atMs), box));
  const fresh = refused.filter(({ box }) => !isKnown(box)).map(({ box }) => ({ box, atMs }));
  const old = dismissed.filter(
    ({ box, atMs: sinceMs }) =>
      atMs - sinceMs <= DISMISSED_FOR_MS &&
      ![...fresh, ...faces].some((newer) => isSame(newer.box, box)),
  );
  return [...old, ...fresh];
}

function isSame(a: Box, b: Box): boolean {
  return intersectionOverUnion(a, b) >= SAME_BOX;
}
