'use client';

import { useCallback, useMemo, useState } from 'react';
import type { StillFilter } from '@/lib/i18n/stills/messages';
import type { Still, StillQueue } from '@/lib/stills/still-queue';
import { isJudged } from '@/lib/stills/still-result';
import { useStillsMessages } from '../use-stills-messages';
import { ZoomDialog } from '../zoom/zoom-dialog';
import { StillCard } from './still-card';
import { chosenStills } from './still-filters';

export interface StillListProps {
  readonly stills: readonly Still[];
  readonly filter: StillFilter;
  readonly queue: StillQueue;
}

/** Up to this number, all cards are laid out. */
const ALWAYS_LAID_OUT = 100;

/** The pictures that pass the filter. One of them may be enlarged. */
export function StillList({ stills, filter, queue }: StillListProps) {
  const words = useStillsMessages();
  const [openId, setOpenId] = useState<number | null>(null);
  const open = useCallback((id: number) => setOpenId(id), []);
  const shown = useMemo(() => chosenStills(stills, filter), [stills, filter]);

  const seen = shown.filter(({ result }) => result && isJudged(result));
  const openStill = stills.find(({ id }) => id === openId);
  const place = seen.findIndex(({ id }) => id === openId);
  const goTo = (still: Still | undefined) => (still ? () => setOpenId(still.id) : null);
  return (
    <>
      {shown.length === 0 && <p className="py-6 text-center text-muted">{words.filter.none}</p>}
      <ul
        aria-label={words.still.list}
        className="grid grid-cols-2 gap-2 sm:grid-cols-3 sm:gap-3 lg:grid-cols-4"
      >
        {shown.map((still) => (
          <StillCard
            key={still.id}
            still={still}
            queue={queue}
            onOpen={open}
            cheap={stills.length > ALWAYS_LAID_OUT}
          />
        ))}
      </ul>
      {openStill && (
        <ZoomDialog
          still={openStill}
          onMark={(marked) => queue.mark(openStill.id, marked)}
          onClose={() => setOpenId(null)}
          onPrevious={goTo(seen[place - 1])}
          onNext={place >= 0 ? goTo(seen[place + 1]) : null}
        />
      )}
    </>
  );
}
