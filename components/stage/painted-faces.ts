import type { Messages } from '@/lib/i18n/messages';
import type { Person } from '@/lib/people/people';
import type { Verdict, WornWay } from '@/lib/vision/labels';
import type { PaintedFace } from './overlay-painter';

/** Each person with the words on the box and how sure they are; the symbol alone where there is no room. */
export function paintedFaces(people: readonly Person[], messages: Messages): PaintedFace[] {
  return people.map(({ box, label, worn, confidence }) => {
    const words = verdictWords({ label, worn }, messages);
    // A percentage of being unsure would help nobody.
    const full = label === 'unsure' ? [words] : [`${words} ${toPercent(confidence)}`, words];
    return { box, verdict: label, texts: [...full, ''] };
  });
}

/** What is said of a face: how its mask is worn, where that is clear, else the verdict. */
export function verdictWords(
  { label, worn }: { readonly label: Verdict; readonly worn?: WornWay },
  { verdicts, wornWays }: Pick<Messages, 'verdicts' | 'wornWays'>,
): string {
  return worn ? wornWays[worn] : verdicts[label];
}

/** @param share 0 to 1; never shown as certain unless it is */
export function toPercent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}
