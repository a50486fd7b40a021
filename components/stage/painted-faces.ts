import type { Messages } from '@/lib/i18n/messages';
import type { Person } from '@/lib/people/people';
import type { Verdict, WornWay } from '@/lib/vision/labels';
import type { PaintedFace } from './overlay-painter';

/**
 * Each person with label and confidence as text. The text is empty in the shortest version: only
 * the symbol stays.
 */
export function paintedFaces(people: readonly Person[], messages: Messages): PaintedFace[] {
  return people.map(({ box, label, worn, confidence }) => {
    const words = verdictWords({ label, worn }, messages);
    // A confidence for "unsure" has no meaning for people.
    const full = label === 'unsure' ? [words] : [`${words} ${toPercent(confidence)}`, words];
    return { box, verdict: label, texts: [...full, ''] };
  });
}

/** The text for a face: how its mask is worn, where that is clear, else the verdict. */
export function verdictWords(
  { label, worn }: { readonly label: Verdict; readonly worn?: WornWay },
  { verdicts, wornWays }: Pick<Messages, 'verdicts' | 'wornWays'>,
): string {
  return worn ? wornWays[worn] : verdicts[label];
}

/** @param share 0 to 1; 100% appears only for exactly 1 */
export function toPercent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}
