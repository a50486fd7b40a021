'use client';

import { memo, useId, useRef, useState } from 'react';
import type { Still, StillQueue } from '@/lib/stills/still-queue';
import { facesOf, isJudged, type JudgedStill } from '@/lib/stills/still-result';
import { Icon, WarningIcon } from '../../shell/icons';
import { useMessages } from '../../shell/use-messages';
import { useStillsMessages } from '../use-stills-messages';
import { FaceChips } from './face-chips';
import { FaceList, FaceTable } from './face-table';
import { StillThumbnail } from './still-thumbnail';
import { useNearScreen } from './use-near-screen';

export interface StillCardProps {
  readonly still: Still;
  readonly queue: StillQueue;
  readonly onOpen: (id: number) => void;
  /** Whether an invisible card skips its layout and saves memory. */
  readonly cheap: boolean;
}

/** One picture of the grid. Its faces unfold over the whole width. */
export const StillCard = memo(function StillCard({ still, queue, onOpen, cheap }: StillCardProps) {
  const words = useStillsMessages().still;
  const { id, name, state, result, thumbnail } = still;
  const judged = result && isJudged(result) ? result : null;
  const card = useRef<HTMLLIElement>(null);
  const near = useNearScreen(card, cheap);
  const [expanded, setExpanded] = useState(false);
  const tableId = useId();
  return (
    <li
      ref={card}
      data-file={name}
      data-state={state}
      data-error={result && 'error' in result ? result.error.code : undefined}
      className={`flex min-w-0 flex-col gap-2 rounded-2xl border border-line bg-surface p-2 ${expanded ? 'col-span-full' : ''} ${cheap ? '[contain-intrinsic-size:auto_14rem] [content-visibility:auto]' : ''}`}
    >
      <div
        className={`grid aspect-4/3 place-items-center overflow-hidden rounded-xl bg-stage ${expanded ? 'max-h-56 sm:self-start' : ''}`}
      >
        {near && judged && thumbnail ? (
          <button
            type="button"
            aria-label={words.open(name)}
            onClick={() => onOpen(id)}
            className="grid size-full min-h-0 place-items-center"
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
      <div className="min-w-0 px-1">
        <p className={`text-sm font-medium ${expanded ? 'break-all' : 'truncate'}`} title={name}>
          {name}
        </p>
        <p className="truncate text-xs text-muted tabular-nums">{subtitle()}</p>
      </div>
      <Outcome still={still} />
      {judged && facesOf(judged).length > 0 && (
        <button
          type="button"
          aria-expanded={expanded}
          aria-controls={expanded ? tableId : undefined}
          aria-label={words.faces(name)}
          onClick={() => setExpanded((now) => !now)}
          className="mt-auto flex min-h-11 items-center justify-between gap-2 rounded-xl px-1 hover:bg-ink/8"
        >
          <FaceChips still={judged} />
          <Icon name={expanded ? 'minus' : 'plus'} />
        </button>
      )}
      {judged && !(near && expanded) && <FaceList still={judged} />}
      {judged && near && expanded && (
        <div id={tableId} className="max-h-[17.25rem] overflow-y-auto px-1">
          <FaceTable
            still={judged}
            onCorrect={(faceIndex, correction) => queue.correct(id, faceIndex, correction)}
            onMark={(marked) => queue.mark(id, marked)}
          />
        </div>
      )}
    </li>
  );

  function subtitle(): string {
    if (judged) return sizeAndFaces(judged);
    return result || state === 'judged' ? '\u00a0' : words.states[state];
  }

  function sizeAndFaces(picture: JudgedStill): string {
    const count = facesOf(picture).length;
    return `${words.size(picture.width, picture.height)} · ${words.faceCount(count)}`;
  }
});

/** Why there are no faces, or only some of them. */
function Outcome({ still: { result } }: { readonly still: Still }) {
  const { still: words } = useStillsMessages();
  const { failure } = useMessages();
  if (!result) return null;
  if (isJudged(result) && facesOf(result).length > 0) {
    return result.moreFaces ? (
      <p className="px-1 text-xs font-medium">{words.moreFaces(result.faces.length)}</p>
    ) : null;
  }
  const { title, help } = isJudged(result)
    ? { title: words.noFace, help: words.noFaceHelp }
    : failure.byCode[result.error.code];
  return (
    <div className="px-1 text-sm">
      <p className="flex items-center gap-1.5 font-medium">
        <WarningIcon size={18} />
        {title}
      </p>
      <p className="text-xs text-muted text-pretty">{help}</p>
    </div>
  );
}
