import type { StillFilter } from '@/lib/i18n/stills/messages';
import type { Still } from '@/lib/stills/still-queue';
import { facesOf, isJudged, type JudgedStill } from '@/lib/stills/still-result';

export const STILL_FILTERS = ['all', 'wrong', 'unsure', 'next', 'problems'] as const;

/** Surer pictures teach a model little. */
const SURE_ENOUGH = 0.9;

/** The pictures that pass a filter; those to label next come with the least sure one first. */
export function chosenStills(stills: readonly Still[], filter: StillFilter): Still[] {
  const chosen = stills.filter((still) => passes(still, filter));
  if (filter !== 'next') return chosen;
  const sureness = ({ result }: Still) => (result && isJudged(result) ? surenessOf(result) : 1);
  return chosen.sort((a, b) => sureness(a) - sureness(b));
}

/**
 * How sure the judgement of the least sure face is, 0 to 1, of its label and of being a face; 1 without a
 * face. Corrections leave it, so that a picture stays in its place while a person works through the list.
 */
function surenessOf({ faces }: JudgedStill): number {
  return Math.min(1, ...faces.map(({ confidence, isFace }) => Math.min(confidence, isFace)));
}

/**
 * Whether a picture passes a filter. `problems`: it could not be read, or shows no face; `next`: a label by a
 * person would teach a model most.
 */
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
    case 'next':
      return surenessOf(result) < SURE_ENOUGH;
  }
}
