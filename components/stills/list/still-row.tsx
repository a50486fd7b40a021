'use client';

import { memo, useRef } from 'react';
import type { Still, StillQueue } from '@/lib/stills/still-queue';
import { facesOf, isJudged } from '@/lib/stills/still-result';
import { Icon, WarningIcon } from '../../shell/icons';
import { useMessages } from '../../shell/use-messages';
import { FaceList, FaceTable } from './face-table';
import { StillThumbnail } from './still-thumbnail';
import { useNearScreen } from './use-near-screen';

export interface StillRowProps {
  readonly still: Still;
  readonly queue: StillQueue;
  readonly onOpen: (id: number) => void;
  /** Whether a row out of sight is to cost neither layout nor, for what is in it, much memory. */
  readonly cheap: boolean;
}

/** One picture of the list. */
export const StillRow = memo(function StillRow({ still, queue, onOpen, cheap }: StillRowProps) {
  const words = useMessages().stills.still;
  const { id, name, state, result, thumbnail } = still;
  const judged = result && isJudged(result) ? result : null;
  const faceCount = judged ? facesOf(judged).length : 0;
  const row = useRef<HTMLLIElement>(null);
  const near = useNearScreen(row, cheap);
  return (
    <li
      ref={row}
      data-file={name}
      data-state={state}
      data-error={result && !judged && 'error' in result ? result.error.code : undefined}
      className={`grid grid-cols-[6.5rem_1fr] gap-x-3 gap-y-1 rounded-2xl border border-line bg-surface p-2.5 sm:grid-cols-[12rem_1fr] sm:grid-rows-[auto_1fr] sm:gap-x-4 sm:p-3 ${cheap ? '[contain-intrinsic-size:auto_9rem] [content-visibility:auto]' : ''}`}
    >
      <div className="grid max-h-48 min-h-20 place-items-center self-start sm:row-span-2 overflow-hidden rounded-xl bg-stage">
        {near && judged && thumbnail ? (
          <button
            type="button"
            aria-label={words.open(name)}
            onClick={() => onOpen(id)}
            className="grid max-h-48 w-full place-items-center"
          >
            <StillThumbnail picture={thumbnail} still={judged} />
          </button>
        ) : (
          <span
            className={`text-white/60 ${state === 'judging' ? 'motion-safe:animate-pulse' : ''}`}
          >
            <Icon name={result ? 'warning' : 'picture'} size={28} />
          </span>
        )}
      </div>
      <div className="min-w-0">
        <p className="font-medium break-all">{name}</p>
        <p className="text-xs text-muted tabular-nums">
          {judged
            ? `${words.size(judged.width, judged.height)} · ${words.faceCount(faceCount)}`
            : !result && state !== 'judged' && words.states[state]}
        </p>
        <Outcome still={still} />
      </div>
      {judged && !near && <FaceList still={judged} />}
      {judged && near && faceCount > 0 && (
        <div className="col-span-2 max-h-[17.25rem] overflow-y-auto sm:col-span-1 sm:col-start-2">
          <FaceTable
            still={judged}
            onCorrect={(faceIndex, correction) => queue.correct(id, faceIndex, correction)}
            onMark={(marked) => queue.mark(id, marked)}
          />
        </div>
      )}
    </li>
  );
});

/** Why there is no table. */
function Outcome({ still: { result } }: { readonly still: Still }) {
  const { stills, failure } = useMessages();
  if (!result || (isJudged(result) && facesOf(result).length > 0)) return null;
  const { title, help } = isJudged(result)
    ? { title: stills.still.noFace, help: stills.still.noFaceHelp }
    : failure.byCode[result.error.code];
  return (
    <div className="mt-1.5 text-sm">
      <p className="flex items-center gap-1.5 font-medium">
        <WarningIcon size={18} />
        {title}
      </p>
      <p className="text-muted text-pretty">{help}</p>
    </div>
  );
}
