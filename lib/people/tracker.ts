import { type Box, boxCentre, intersectionOverUnion } from '../geometry.ts';
import {
  currentBox,
  predictBox,
  type SmoothBox,
  startSmoothBox,
  updateSmoothBox,
} from './smooth-box.ts';

/**
 * From the boxes of each frame to faces that last: a box belongs to the track whose expected place
 * it fits best, what fits nowhere starts a track, and a track that is not seen for a while ends.
 * Values in, new values out.
 */

export interface Track {
  /** Never used again after the track has ended. */
  readonly id: number;
  /** Smoothed, frame pixels. */
  readonly box: Box;
  /** Frames in which the face was found. */
  readonly hits: number;
  /** Frames in a row, up to now, in which it was not. */
  readonly misses: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly motion: SmoothBox;
}

export interface TrackerState {
  readonly tracks: readonly Track[];
  readonly nextId: number;
}

export interface TrackerUpdate {
  readonly state: TrackerState;
  /** For each box given, in order, the id of the track it belongs to. */
  readonly trackIds: readonly number[];
}

export const NO_TRACKS: TrackerState = { tracks: [], nextId: 1 };

/** A track ends when it was missed in so many frames... */
const MISSES_TO_END = 3;
/** ...and for so long: a head turned away or a hand passing is no new person. */
const UNSEEN_TO_END_MS = 1500;
/** A face cannot be expected to go on in its direction for longer than this. */
const LONGEST_PREDICTION_S = 0.25;
/** A box further away than so many edges of the face is another face. */
const REACH_EDGES = 0.9;
/** A box this many times larger or smaller is another face. */
const LARGEST_SIZE_RATIO = 1.8;

/** @param atMs when the frame was taken; must rise from call to call */
export function updateTracks(
  state: TrackerState,
  boxes: readonly Box[],
  atMs: number,
): TrackerUpdate {
  const matches = matchBoxes(state.tracks, boxes, atMs);
  const known = state.tracks
    .map((track) => {
      const box = boxes[matches.get(track.id) ?? -1];
      return box ? seen(track, box, atMs) : { ...track, misses: track.misses + 1 };
    })
    .filter((track) => !hasEnded(track, atMs));

  const idByBox = new Map([...matches].map(([id, box]) => [box, id]));
  let { nextId } = state;
  const born: Track[] = [];
  const trackIds = boxes.map((box, i) => {
    const id = idByBox.get(i);
    if (id !== undefined) return id;
    born.push(start(nextId, box, atMs));
    nextId += 1;
    return nextId - 1;
  });
  return { state: { tracks: [...known, ...born], nextId }, trackIds };
}

/** Where the face of a track will be. */
export function expectedBox({ lastSeenMs, motion }: Track, atMs: number): Box {
  return predictBox(motion, Math.min((atMs - lastSeenMs) / 1000, LONGEST_PREDICTION_S));
}

function start(id: number, box: Box, atMs: number): Track {
  const motion = startSmoothBox(box);
  return { id, box, hits: 1, misses: 0, firstSeenMs: atMs, lastSeenMs: atMs, motion };
}

function seen(track: Track, box: Box, atMs: number): Track {
  const elapsedSeconds = Math.max(1, atMs - track.lastSeenMs) / 1000;
  const motion = updateSmoothBox(track.motion, box, elapsedSeconds);
  return {
    ...track,
    box: currentBox(motion),
    hits: track.hits + 1,
    misses: 0,
    lastSeenMs: atMs,
    motion,
  };
}

function hasEnded(track: Track, atMs: number): boolean {
  return track.misses >= MISSES_TO_END && atMs - track.lastSeenMs > UNSEEN_TO_END_MS;
}

/** Track id to box index, best fits first, each used once. */
function matchBoxes(
  tracks: readonly Track[],
  boxes: readonly Box[],
  atMs: number,
): Map<number, number> {
  const pairs = tracks.flatMap((track) => {
    const expected = expectedBox(track, atMs);
    return boxes.map((box, index) => ({ id: track.id, index, fit: fitOf(expected, box) }));
  });
  const best = pairs.filter(({ fit }) => fit > 0).sort((a, b) => b.fit - a.fit);
  const matches = new Map<number, number>();
  const taken = new Set<number>();
  for (const { id, index } of best) {
    if (matches.has(id) || taken.has(index)) continue;
    matches.set(id, index);
    taken.add(index);
  }
  return matches;
}

/** How well a box fits where one is expected: 0 (not at all) to 2 (exactly). */
function fitOf(expected: Box, box: Box): number {
  const edges = [expected, box].map(({ width, height }) => Math.sqrt(width * height));
  const [smaller, larger] = edges.sort((a, b) => a - b) as [number, number];
  if (larger / smaller > LARGEST_SIZE_RATIO) return 0;
  const [from, to] = [boxCentre(expected), boxCentre(box)];
  const closeness = 1 - Math.hypot(to.x - from.x, to.y - from.y) / (REACH_EDGES * larger);
  return closeness > 0 ? intersectionOverUnion(expected, box) + closeness : 0;
}
