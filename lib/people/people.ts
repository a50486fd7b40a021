import type { Box } from '../geometry.ts';
import type { Detection, JudgedFace } from '../vision/detector-types.ts';
import type { Verdict } from '../vision/labels.ts';
import { NO_TRACKS, type Track, type TrackerState, updateTracks } from './tracker.ts';
import { castBallot, NO_VOTE, type Vote } from './vote.ts';

/** A face that is in the picture now. */
export interface Person {
  /** 1 for the first person seen, 2 for the next... */
  readonly id: number;
  /** Unmirrored frame pixels. */
  readonly box: Box;
  readonly label: Verdict;
  /** 0 to 1 */
  readonly confidence: number;
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
}

export const NOBODY: PeopleState = {
  people: [],
  count: 0,
  tracker: NO_TRACKS,
  votes: new Map(),
  personIds: new Map(),
};

/** A box that appears in a single frame is nobody. */
const HITS_TO_BE_A_PERSON = 2;
/** A face that was lost stays where it was for so long, so that boxes do not blink. */
const SHOWN_UNSEEN_MS = 350;
/** A face with this shorter edge, px, or a larger one shows all that the classifier needs. */
const CLEAR_FACE_PX = 64;

/** @param atMs when the frame was taken; must rise from call to call */
export function updatePeople(
  before: PeopleState,
  { faces }: Pick<Detection, 'faces'>,
  atMs: number,
): PeopleState {
  const { state: tracker, trackIds } = updateTracks(
    before.tracker,
    faces.map(({ box }) => box),
    atMs,
  );
  const faceByTrack = new Map(trackIds.map((id, i) => [id, faces[i]]));

  const votes = new Map<number, Vote>();
  const personIds = new Map<number, number>();
  let { count } = before;
  for (const { id, hits } of tracker.tracks) {
    const vote = before.votes.get(id) ?? NO_VOTE;
    const face = faceByTrack.get(id);
    votes.set(id, face ? castBallot(vote, { ...face, quality: qualityOf(face) }, atMs) : vote);
    let personId = before.personIds.get(id);
    if (personId === undefined && hits >= HITS_TO_BE_A_PERSON) {
      count += 1;
      personId = count;
    }
    if (personId !== undefined) personIds.set(id, personId);
  }

  const people = tracker.tracks
    .filter((track) => isShown(track, atMs))
    .flatMap(({ id, box }): Person[] => {
      const personId = personIds.get(id);
      const { label, confidence } = votes.get(id) ?? NO_VOTE;
      return personId === undefined ? [] : [{ id: personId, box, label, confidence }];
    });
  return { people, count, tracker, votes, personIds };
}

function isShown({ misses, lastSeenMs }: Track, atMs: number): boolean {
  return misses === 0 || atMs - lastSeenMs <= SHOWN_UNSEEN_MS;
}

/** How much of a face could be seen, 0.55 to 1: poor views count, or the far would stay unknown. */
function qualityOf({ box, faceScore }: JudgedFace): number {
  const clarity = Math.min(1, Math.min(box.width, box.height) / CLEAR_FACE_PX);
  return 0.55 + 0.45 * clarity * faceScore;
}
