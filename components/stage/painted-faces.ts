import type { Messages } from '@/lib/i18n/messages';
import type { Person } from '@/lib/people/people';
import type { PaintedFace } from './overlay-painter';

/** Each person with the words on the box and how sure they are; the symbol alone where there is no room. */
export function paintedFaces(people: readonly Person[], messages: Messages): PaintedFace[] {
  return people.map(({ box, label, confidence }) => {
    const words = messages.verdicts[label];
    // A percentage of being unsure would help nobody.
    const full = label === 'unsure' ? [words] : [`${words} ${toPercent(confidence)}`, words];
    return { box, verdict: label, texts: [...full, ''] };
  });
}

/** @param share 0 to 1; never shown as certain unless it is */
export function toPercent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}
