'use client';

import type { JudgedStill } from '@/lib/stills/still-result';
import { useMessages } from '../../shell/use-messages';
import { countByVerdict, VERDICT_ORDER } from '../../verdict/verdict-counts';
import { VERDICT_LOOKS } from '../../verdict/verdict-look';
import { VerdictSymbol } from '../../verdict/verdict-symbol';
import { facesWithVerdict } from '../zoom/face-looks';

/** Number of faces for each verdict in a picture. */
export function FaceChips({ still }: { readonly still: JudgedStill }) {
  const { verdicts } = useMessages();
  const counts = countByVerdict(facesWithVerdict(still));
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm tabular-nums">
      {VERDICT_ORDER.filter((verdict) => counts[verdict] > 0).map((verdict) => (
        <span key={verdict} className="flex items-center gap-1.5" title={verdicts[verdict]}>
          <VerdictSymbol {...VERDICT_LOOKS[verdict]} />
          <span className="sr-only">{verdicts[verdict]}</span>
          {counts[verdict]}
        </span>
      ))}
    </span>
  );
}
