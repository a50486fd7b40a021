import { type Box, intersectionOverUnion } from '../../lib/geometry.ts';
import type { ListedFace, LiveState } from '../harness/live-page.ts';
import type { Photograph } from '../harness/photographs.ts';

/** Least overlap with the annotated box, intersection over union. */
const RIGHT_PLACE = 0.3;

/** The page's answer on one photograph. */
export interface Judged {
  readonly photograph: Photograph;
  /** The face at the right place, if there is one. */
  readonly face: ListedFace | undefined;
  /** False if the page never gave an answer. */
  readonly answered: boolean;
  readonly right: boolean;
}

export function judgeAnswers(
  photographs: readonly Photograph[],
  boxes: readonly (Box | null)[],
  answers: readonly (LiveState | null)[],
): Judged[] {
  return photographs.map((photograph, i) => {
    const answer = answers[i] ?? null;
    const face = faceAt(boxes[i] ?? null, answer);
    return { photograph, face, answered: answer !== null, right: face?.label === photograph.label };
  });
}

function faceAt(expected: Box | null, answer: LiveState | null): ListedFace | undefined {
  if (!expected || !answer) return undefined;
  const overlap = (face: ListedFace) => intersectionOverUnion(face.box, expected);
  const [closest] = [...answer.faces].sort((a, b) => overlap(b) - overlap(a));
  return closest && overlap(closest) >= RIGHT_PLACE ? closest : undefined;
}

/** Text for a person: the number of right answers, and the page's answers on the others. */
export function summary(judged: readonly Judged[]): string {
  const wrong = judged.filter(({ right }) => !right);
  const lines = wrong.map(({ photograph, face, answered }) => {
    const missing = answered ? 'no face there' : 'no answer in time';
    const said = face ? `${face.label} ${face.confidence.toFixed(2)}` : missing;
    return `  ${photograph.name}: ${photograph.label} expected, ${said}`;
  });
  return [`${judged.length - wrong.length} of ${judged.length} right`, ...lines].join('\n');
}
