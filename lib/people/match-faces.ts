import { type Box, boxCentre, intersectionOverUnion } from '../geometry.ts';
import type { FoundFace } from '../vision/detector-types.ts';
import { expectedBox, type Track } from './track.ts';

/** The match of a face in a frame with a known face. This is the only rule for it. */
export interface FaceMatch {
  readonly face: FoundFace;
  /** The track of the face; null for a new face. */
  readonly track: Track | null;
  /** Intersection over union with the expected box of the track, 0 to 1; 0 without a track. */
  readonly overlap: number;
}

/**
 * A box that is further from its expected place than this share of the face's edge is another face.
 */
const REACH_RATIO = 0.9;
/** A box that is larger or smaller by this factor is another face. */
const LARGEST_SIZE_RATIO = 1.8;

/**
 * Matches faces with tracks one to one, best match first. @returns a match for each face, in order
 */
export function matchFaces(
  tracks: readonly Track[],
  faces: readonly FoundFace[],
  atMs: number,
): FaceMatch[] {
  const pairs = tracks
    .flatMap((track) => {
      const expected = expectedBox(track, atMs);
      return faces.map(({ box }, index) => ({ track, index, ...fitOf(expected, box) }));
    })
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit);
  const matches: FaceMatch[] = faces.map((face) => ({ face, track: null, overlap: 0 }));
  const taken = new Set<Track>();
  for (const { track, index, overlap } of pairs) {
    const match = matches[index] as FaceMatch;
    if (match.track || taken.has(track)) continue;
    matches[index] = { ...match, track, overlap };
    taken.add(track);
  }
  return matches;
}

/** How well a box matches an expected one: 0 (not at all) to 2 (exactly). */
function fitOf(expected: Box, box: Box): { fit: number; overlap: number } {
  const overlap = intersectionOverUnion(expected, box);
  const edges = [expected, box].map(({ width, height }) => Math.sqrt(width * height));
  const [smaller, larger] = edges.sort((a, b) => a - b) as [number, number];
  if (larger / smaller > LARGEST_SIZE_RATIO) return { fit: 0, overlap };
  const [from, to] = [boxCentre(expected), boxCentre(box)];
  const closeness = 1 - Math.hypot(to.x - from.x, to.y - from.y) / (REACH_RATIO * larger);
  return { fit: closeness > 0 ? overlap + closeness : 0, overlap };
}
