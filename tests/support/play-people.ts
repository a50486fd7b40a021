import type { Box, Size } from '../../lib/geometry.ts';
import {
  type Judgement,
  meetFaces,
  nobody,
  type PeopleState,
  updatePeople,
} from '../../lib/people/people.ts';
import { planJudging } from '../../lib/people/plan-judging.ts';
import type { FoundFace } from '../../lib/vision/detector-types.ts';
import type { FaceLabel } from '../../lib/vision/labels.ts';

const FRAME: Size = { width: 4000, height: 720 };

export function foundFace(x: number, y = 200, size = 120): FoundFace {
  return { box: { x, y, width: size, height: size }, faceScore: 0.9 };
}

/** The judgement of a confident classifier on a face; null for no face. */
function judgement(face: FoundFace, label: FaceLabel | null): Judgement {
  if (label === null) return null;
  const scores = { with_mask: 0.02, without_mask: 0.02, incorrect_mask: 0.01, background: 0.01 };
  return { ...face, isFace: 1, label, confidence: 0.95, scores: { ...scores, [label]: 0.95 } };
}

export interface Scene {
  /** Time between frames, ms. Default 100. */
  readonly stepMs?: number;
  /** When the first frame is taken, ms. Default 1000. */
  readonly startMs?: number;
  readonly frame?: Size;
  readonly from?: PeopleState;
  /** The classifier's label for a box in a frame. Default: always a mask. */
  readonly labelOf?: (box: Box, frame: number) => FaceLabel | null;
}

/** A played frame. */
export interface Played {
  readonly state: PeopleState;
  /** Indices of the judged faces among the faces of the frame. */
  readonly judged: readonly number[];
}

/**
 * Plays frames through the steps of a live session. It leaves out both networks: the test gives the
 * faces of each frame and the classifier's answers.
 */
export function playPeople(
  frames: readonly (readonly FoundFace[])[],
  { stepMs = 100, startMs = 1000, frame = FRAME, from = nobody(), labelOf }: Scene = {},
): Played[] {
  let state = from;
  return frames.map((faces, i) => {
    const atMs = startMs + i * stepMs;
    const meeting = meetFaces(state, faces, frame, atMs);
    const judged = planJudging(meeting.matches, atMs);
    const judgements = new Map(
      judged.map((index) => {
        const face = faces[index] as FoundFace;
        return [index, judgement(face, labelOf ? labelOf(face.box, i) : 'with_mask')];
      }),
    );
    state = updatePeople(meeting, judgements);
    return { state, judged };
  });
}
