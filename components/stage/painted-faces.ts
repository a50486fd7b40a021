import type { Messages } from '@/lib/i18n/messages';
import type { Person } from '@/lib/people/people';
import type { PaintedFace } from './overlay-painter';

/** What stands on each box: words, and how sure they are; only the symbol where it is crowded. */
export function paintedFaces(people: readonly Person[], messages: Messages): PaintedFace[] {
  return people.map(({ box, label, confidence }) => {
    const words = messages.verdicts[label];
    // How sure one is of not being sure is of no use to anybody.
    const full = label === 'unsure' ? [words] : [`${words} ${toPercent(confidence)}`, words];
    return { box, verdict: label, texts: [...full, ''] };
  });
}

/** @param share 0 to 1; never shown as certain unless it is */
export function toPercent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}
