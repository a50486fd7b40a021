import type { Box } from '../../lib/geometry.ts';
import type { JudgedStill } from '../../lib/stills/still-result.ts';
import type { JudgedFace } from '../../lib/vision/detector-types.ts';
import type { FaceLabel } from '../../lib/vision/labels.ts';
import type { AnnotatedPhotograph } from '../data/photograph.ts';
import type { FaceConditions } from './face-conditions.ts';
import { matchFaces } from './match-faces.ts';

/** An annotated face and what was made of it. */
export interface FaceOutcome extends FaceConditions {
  readonly truth: FaceLabel;
  /** Pixels of the upright picture. */
  readonly box: Box;
  /** Face height as a part of the picture's longer edge. */
  readonly heightRatio: number;
  /** Null: not found. */
  readonly judged: JudgedFace | null;
}

/** A judged box on no annotated face. */
export interface LooseBox {
  /** `left-out`: a face that the annotators did not draw. Boxes on what may be a face are not kept. */
  readonly on: 'left-out' | 'nothing';
  readonly heightRatio: number;
  readonly judged: JudgedFace;
}

/** What was made of one photograph. */
export interface JudgedPhotograph {
  readonly file: string;
  readonly dataset: string;
  /** Photographs of one person, or of one scene, share a number. */
  readonly group: number;
  readonly faces: readonly FaceOutcome[];
  readonly loose: readonly LooseBox[];
}

/** @param conditions of each annotated face, in their order */
export function compare(
  photograph: AnnotatedPhotograph,
  group: number,
  conditions: readonly FaceConditions[],
  { width, height, faces }: JudgedStill,
): JudgedPhotograph {
  const longer = Math.max(width, height);
  const matched = matchFaces(photograph, faces);
  const loose = (on: LooseBox['on']) => (judged: JudgedFace) => ({
    on,
    judged,
    heightRatio: judged.box.height / longer,
  });
  return {
    file: photograph.file,
    dataset: photograph.dataset,
    group,
    faces: photograph.faces.map(({ label, box }, i) => ({
      truth: label,
      box,
      heightRatio: box.height / longer,
      judged: matched.judged[i] ?? null,
      ...(conditions[i] as FaceConditions),
    })),
    loose: [...matched.leftOut.map(loose('left-out')), ...matched.unmatched.map(loose('nothing'))],
  };
}
