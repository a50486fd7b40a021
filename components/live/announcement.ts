import type { Messages } from '@/lib/i18n/messages';
import type { Person } from '@/lib/people/people';
import { countByVerdict, VERDICT_ORDER } from '../verdict/verdict-counts';

/**
 * What a screen reader says of the picture. People whose label is still unsure are left out: they are named a
 * moment later, and two sentences in a row help nobody.
 */
export function announcement(people: readonly Pick<Person, 'label'>[], messages: Messages): string {
  if (people.length === 0) return messages.live.nobody;
  const counts = countByVerdict(people);
  const known = VERDICT_ORDER.filter((verdict) => verdict !== 'unsure' && counts[verdict] > 0);
  if (known.length === 0) return '';
  return messages.live.announcement(
    known.map((verdict) => ({ label: messages.verdicts[verdict], faces: counts[verdict] })),
  );
}
