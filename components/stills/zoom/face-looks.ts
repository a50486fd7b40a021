import type { Messages } from '@/lib/i18n/messages';
import {
  type Correction,
  facesOf,
  type HoldingFace,
  type JudgedStill,
} from '@/lib/stills/still-result';
import type { Verdict } from '@/lib/vision/labels';
import type { PaintedFace } from '../../stage/overlay-painter';
import { toPercent, verdictWords } from '../../stage/painted-faces';
import { VERDICT_LOOKS, type VerdictLook } from '../../verdict/verdict-look';

/** Crossed out, in the grey of "unsure". */
const NO_FACE_LOOK: VerdictLook = { ...VERDICT_LOOKS.unsure, symbol: 'M5 12h14' };

export function lookOf(label: Verdict | Correction): VerdictLook {
  return label === 'not_a_face' ? NO_FACE_LOOK : VERDICT_LOOKS[label];
}

/** The faces of a picture with a verdict. A box corrected to "no face" has none. */
export function facesWithVerdict(still: JudgedStill): (HoldingFace & { label: Verdict })[] {
  return facesOf(still).flatMap(({ label, ...face }) =>
    label === 'not_a_face' ? [] : [{ ...face, label }],
  );
}

/** The text of each box. A label from a person has no confidence. */
export function paintedStill(still: JudgedStill, messages: Messages): PaintedFace[] {
  return facesWithVerdict(still).map(({ box, label, worn, confidence }) => {
    const words = verdictWords({ label, worn }, messages);
    const plain = confidence === null || label === 'unsure';
    const full = plain ? [words] : [`${words} ${toPercent(confidence)}`, words];
    return { box, verdict: label, texts: [...full, ''] };
  });
}
