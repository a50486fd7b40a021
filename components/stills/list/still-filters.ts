import type { StillFilter } from '@/lib/i18n/stills/messages';
import type { Still } from '@/lib/stills/still-queue';
import { facesOf, isJudged } from '@/lib/stills/still-result';

export const STILL_FILTERS = ['all', 'wrong', 'unsure', 'problems'] as const;

/** Whether a picture passes a filter. `problems`: it could not be read, or shows no face. */
export function passes({ result }: Still, filter: StillFilter): boolean {
  if (filter === 'all') return true;
  if (!result) return false;
  if (!isJudged(result)) return filter === 'problems';
  const labels = facesOf(result).map(({ label }) => label);
  switch (filter) {
    case 'problems':
      return labels.length === 0;
    case 'wrong':
      return labels.some((label) => label === 'without_mask' || label === 'incorrect_mask');
    case 'unsure':
      return labels.includes('unsure');
  }
}
