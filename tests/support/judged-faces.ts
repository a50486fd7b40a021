import type { FaceLabel, Scores, Verdict } from '../../lib/vision/labels.ts';
import type {
  FaceOutcome,
  JudgedPhotograph,
  LooseBox,
} from '../../scripts/evaluation/judged-photograph.ts';

const BOX = { x: 3, y: 5, width: 7, height: 11 };

/** The judgement of a face; `strongest` is the class with the highest score. */
function judged(said: Verdict, confidence: number, strongest: FaceLabel) {
  const scores: Scores = { with_mask: 0, without_mask: 0, incorrect_mask: 0, background: 0.05 };
  return {
    box: BOX,
    faceScore: 0.7,
    isFace: 1,
    label: said,
    confidence,
    scores: { ...scores, [strongest]: 0.95 * confidence },
  };
}

/** An annotated face and the verdict on it; null: not found. */
export function outcome(
  truth: FaceLabel,
  said: Verdict | null,
  {
    heightRatio = 0.1,
    confidence = 0.9,
    strongest = truth,
    angle = 'frontal' as FaceOutcome['angle'],
    light = 'normal' as FaceOutcome['light'],
  } = {},
): FaceOutcome {
  return {
    truth,
    box: BOX,
    heightRatio,
    angle,
    light,
    judged: said && judged(said, confidence, strongest),
  };
}

/** A box on no annotated face. */
export function loose(on: LooseBox['on'], { heightRatio = 0.1, confidence = 0.9 } = {}): LooseBox {
  return { on, heightRatio, judged: judged('with_mask', confidence, 'with_mask') };
}

export function judgedPhotograph(
  group: number,
  faces: readonly FaceOutcome[],
  looseBoxes: readonly LooseBox[] = [],
  dataset = 'street',
): JudgedPhotograph {
  return { file: `${group}.jpg`, dataset, group, faces, loose: looseBoxes };
}
