import type { TracedPerson } from '@/lib/film/film-trace';
import type { Messages } from '@/lib/i18n/messages';
import type { PaintedFace } from '../stage/overlay-painter';
import { toPercent, verdictWords } from '../stage/painted-faces';

/** Each person with number and verdict, so that the box can be found in the table. */
export function paintedTrace(people: readonly TracedPerson[], messages: Messages): PaintedFace[] {
  return people.map(({ person, box, label, confidence }) => {
    const words = `${person}: ${verdictWords({ label }, messages)}`;
    const full = label === 'unsure' ? [words] : [`${words} ${toPercent(confidence)}`, words];
    return { box, verdict: label, texts: [...full, String(person), ''] };
  });
}
