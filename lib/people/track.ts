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

/** A face over time: its place, its judgements and its person. Pure functions. */
export interface Track {
  /** Never reused. */
  readonly id: number;
  /** The face when it was last found, frame pixels. */
  readonly face: FoundFace;
  /** Its smoothed box. */
  readonly motion: SmoothBox;
  /** Number of frames with the face. */
  readonly hits: number;
  /** Number of consecutive frames without the face, up to now. */
  readonly misses: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** The last judgement that agrees with the vote, else the last one; null before the first. */
  readonly judged: JudgedFace | null;
  /** The vote over its judgements. */
  readonly vote: Vote;
  /** When the classifier last answered "not a face"; null for a face. */
  readonly refusedAtMs: number | null;
  /** 1 for the first person, 2 for the next; null for a track that is not yet a person. */
  readonly personId: number | null;
}

/**
 * A track without its face for longer than this ends. A face that turns away for a moment stays.
 */
export const UNSEEN_TO_END_MS = 1500;
/**
 * A track ends only after this number of missed frames: a slow machine has few frames in that time.
 */
const MISSES_TO_END = 3;
/** A face is predicted along its movement for at most this time. */
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

/** The track after a frame with its face. */
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

/** The track after a frame without its face. */
export function missTrack(track: Track): Track {
  return { ...track, misses: track.misses + 1 };
}

export function hasEnded({ misses, lastSeenMs }: Track, atMs: number): boolean {
  return misses >= MISSES_TO_END && atMs - lastSeenMs > UNSEEN_TO_END_MS;
}

/** The displayed box of the face: smoothed, frame pixels. */
export function boxOf({ motion }: Track): Box {
  return currentBox(motion);
}

/** The expected box of the face: smoothed and moved on, frame pixels. */
export function expectedBox({ lastSeenMs, motion }: Track, atMs: number): Box {
  return predictBox(motion, Math.min((atMs - lastSeenMs) / 1000, LONGEST_PREDICTION_S));
}

/**
 * The track in a frame of another size. A rotated phone, or a camera that changes its resolution,
 * still looks at the same place: positions relative to the middle of the frame stay.
 */
export function fitTrack(track: Track, from: Size, to: Size): Track {
  const scale = Math.sqrt((to.width * to.height) / (from.width * from.height));
  return { ...track, motion: moveSmoothBox(track.motion, from, to, scale) };
}
