'use client';

import type { Verdict } from '@/lib/vision/labels';
import { useMessages } from '../shell/use-messages';
import { countByVerdict, VERDICT_ORDER } from './verdict-counts';
import { VERDICT_LOOKS } from './verdict-look';
import { VerdictSymbol } from './verdict-symbol';

/** Number of faces of each kind in the picture. */
export function VerdictSummary({ people }: { readonly people: readonly { label: Verdict }[] }) {
  const { live, verdicts } = useMessages();
  const counts = countByVerdict(people);
  if (people.length === 0) return <p className={PILL}>{live.searching}</p>;
  const kinds = VERDICT_ORDER.filter((verdict) => counts[verdict] > 0);
  return (
    <ul className="flex flex-wrap gap-2">
      {kinds.map((verdict) => (
        <li key={verdict} className={PILL}>
          <VerdictSymbol {...VERDICT_LOOKS[verdict]} />
          {verdicts[verdict]}
          <span className="font-semibold tabular-nums">{counts[verdict]}</span>
        </li>
      ))}
    </ul>
  );
}

const PILL =
  'flex w-fit items-center gap-2 rounded-full border border-line bg-surface px-3.5 py-1.5 text-sm max-sm:px-2.5';
