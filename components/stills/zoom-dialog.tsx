'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { toBlob } from '@/lib/stills/decode-file';
import { flatName } from '@/lib/stills/pascal-voc';
import type { Still } from '@/lib/stills/still-queue';
import { isJudged } from '@/lib/stills/still-result';
import { TOOL_BUTTON } from '../button-styles';
import { Icon, type IconName } from '../icons';
import { saveFile } from '../snapshot';
import { useMessages } from '../use-messages';
import { drawAnnotated } from './annotated-picture';
import { annotatedName } from './save-names';
import { ZoomedPicture } from './zoomed-picture';

export interface ZoomDialogProps {
  readonly still: Still;
  readonly onClose: () => void;
  /** Null where there is none. */
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
}

const STEP = 1.5;
const MOST = 12;

/** One picture over the whole page, made again from its file, with its labelled boxes. */
export function ZoomDialog({ still, onClose, onPrevious, onNext }: ZoomDialogProps) {
  const messages = useMessages();
  const words = messages.stills.zoom;
  const dialog = useRef<HTMLDialogElement>(null);
  const [zoom, setZoom] = useState(1);
  const { file, result } = still;
  const judged = result && isJudged(result) ? result : null;

  useEffect(() => dialog.current?.showModal(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture is seen whole first
  useEffect(() => setZoom(1), [still.id]);

  const zoomBy = (factor: number) => setZoom((now) => Math.min(MOST, Math.max(1, now * factor)));
  const savePng = async () => {
    if (!judged) return;
    const canvas = document.createElement('canvas');
    await drawAnnotated(canvas, file, judged, messages);
    saveFile(await toBlob(canvas, 'image/png'), annotatedName(flatName(still.name), 'png'));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Record<string, (() => void) | null> = {
      '+': () => zoomBy(STEP),
      '=': () => zoomBy(STEP),
      '-': () => zoomBy(1 / STEP),
      '0': () => setZoom(1),
      PageUp: onPrevious,
      PageDown: onNext,
      // Arrows move a picture that is larger than its place.
      ...(zoom === 1 && { ArrowLeft: onPrevious, ArrowRight: onNext }),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  return (
    <dialog
      ref={dialog}
      aria-label={still.name}
      onClose={onClose}
      onKeyDown={onKeyDown}
      className="m-0 h-dvh max-h-none w-dvw max-w-none flex-col gap-2 bg-paper p-2 text-ink open:flex sm:p-4"
    >
      <div className="flex flex-wrap items-center gap-1">
        <p className="min-w-0 flex-1 basis-full truncate px-1 font-medium sm:basis-0">
          {still.name}
        </p>
        <Tool icon="previous" text={words.previous} onPress={onPrevious} />
        <Tool icon="next" text={words.next} onPress={onNext} />
        <Tool
          icon="minus"
          text={words.smaller}
          onPress={zoom > 1 ? () => zoomBy(1 / STEP) : null}
        />
        <Tool icon="plus" text={words.larger} onPress={zoom < MOST ? () => zoomBy(STEP) : null} />
        <Tool icon="expand" text={words.fit} onPress={zoom > 1 ? () => setZoom(1) : null} />
        <Tool icon="download" text={words.save} onPress={judged ? savePng : null}>
          {words.save}
        </Tool>
        <Tool icon="close" text={words.close} onPress={() => dialog.current?.close()} />
      </div>
      {judged && <ZoomedPicture file={file} still={judged} zoom={zoom} onZoomBy={zoomBy} />}
    </dialog>
  );
}

function Tool(props: {
  readonly icon: IconName;
  readonly text: string;
  /** Null where it can do nothing now. */
  readonly onPress: (() => void) | null;
  /** What is seen beside the symbol. */
  readonly children?: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={props.text}
      title={props.text}
      disabled={props.onPress === null}
      onClick={props.onPress ?? undefined}
      className={`${TOOL_BUTTON} flex-none!`}
    >
      <Icon name={props.icon} />
      {props.children && <span className="max-sm:sr-only">{props.children}</span>}
    </button>
  );
}
