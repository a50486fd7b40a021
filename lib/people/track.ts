import type { Box, Size } from '../geometry.ts';
import type { FoundFace, JudgedFace } from '../vision/detector-types.ts';
import {
  currentBox,
  moveSmoothBox,
  predictBox,
  type SmoothBox,
  startSmoothBox,
  updateSmoothBox,
} from './smooth-box.ts';
import { NO_VOTE, type Vote } from './vote.ts';

/** A face over time: where it is, what was said of it, and whose it is. Values in, new values out. */
export interface Track {
  /** Never used again after the track has ended. */
  readonly id: number;
  /** The face as it was last found, frame pixels. */
  readonly face: FoundFace;
  /** Its box, steadied. */
  readonly motion: SmoothBox;
  /** Frames in which it was found. */
  readonly hits: number;
  /** Frames in a row, up to now, in which it was not. */
  readonly misses: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** The last judgement that says what the vote says, else the last one; null before the first. */
  readonly judged: JudgedFace | null;
  /** What its judgements add up to. */
  readonly vote: Vote;
  /** When the classifier last said that this is no face; null for a face. */
  readonly refusedAtMs: number | null;
  /** 1 for the first person seen, 2 for the next; null while the track is nobody yet. */
  readonly personId: number | null;
}

/** A track that is not seen for longer than this, ms, ends: a face turned away for a moment does not. */
export const UNSEEN_TO_END_MS = 1500;
/** A track ends only after as many missed frames: a slow machine has few frames in that time. */
const MISSES_TO_END = 3;
/** A face is not expected to go on in its direction for longer than this, s. */
const LONGEST_PREDICTION_S = 0.25;

export function startTrack(id: number, face: FoundFace, atMs: number): Track {
  return {
    id,
    face,
    motion: startSmoothBox(face.box),
    hits: 1,
    misses: 0,
    firstSeenMs: atMs,
    lastSeenMs: atMs,
    judged: null,
    vote: NO_VOTE,
    refusedAtMs: null,
    personId: null,
  };
}

/** The track after a frame in which its face was found. */
export function seeTrack(track: Track, face: FoundFace, atMs: number): Track {
  const elapsedSeconds = Math.max(1, atMs - track.lastSeenMs) / 1000;
  return {
    ...track,
    face,
    motion: updateSmoothBox(track.motion, face.box, elapsedSeconds),
    hits: track.hits + 1,
    misses: 0,
    lastSeenMs: atMs,
  };
}

/** The track after a frame in which its face was not found. */
export function missTrack(track: Track): Track {
  return { ...track, misses: track.misses + 1 };
}

export function hasEnded({ misses, lastSeenMs }: Track, atMs: number): boolean {
  return misses >= MISSES_TO_END && atMs - lastSeenMs > UNSEEN_TO_END_MS;
}

/** Where the face is shown: its steadied box, frame pixels. */
export function boxOf({ motion }: Track): Box {
  return currentBox(motion);
}

/** Where the face is looked for: its box, moved on as it was moving, frame pixels. */
export function expectedBox({ lastSeenMs, motion }: Track, atMs: number): Box {
  return predictBox(motion, Math.min((atMs - lastSeenMs) / 1000, LONGEST_PREDICTION_S));
}

/**
 * The track in a frame of another size. A phone that is turned, or a camera that changes its resolution, goes
 * on looking at the same spot: what lay beside the middle of the frame lies there still.
 */
export function fitTrack(track: Track, from: Size, to: Size): Track {
  const scale = Math.sqrt((to.width * to.height) / (from.width * from.height));
  return { ...track, motion: moveSmoothBox(track.motion, from, to, scale) };
}
