import type { Messages } from '@/lib/i18n/messages';
import type { Person } from '@/lib/people/people';
import { countByVerdict, VERDICT_ORDER } from '../verdict/verdict-counts';

/**
 * The text that a screen reader speaks. People who are still unsure are left out: they get a label
 * a moment later, and two announcements in a row are confusing.
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
