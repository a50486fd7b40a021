'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { toBlob } from '@/lib/stills/decode-file';
import { flatName } from '@/lib/stills/picture-names';
import type { Still } from '@/lib/stills/still-queue';
import { isJudged, type MarkedFace } from '@/lib/stills/still-result';
import { saveFile } from '../../live/snapshot';
import { TOOL_BUTTON } from '../../shell/button-styles';
import { Icon, type IconName } from '../../shell/icons';
import { Toolbar } from '../../shell/toolbar';
import { useMessages } from '../../shell/use-messages';
import { annotatedName } from '../save/save-names';
import { useStillsMessages } from '../use-stills-messages';
import { drawAnnotated } from './annotated-picture';
import { MarkingBar } from './marking-bar';
import { useMarking } from './use-marking';
import { ZoomedPicture } from './zoomed-picture';

export interface ZoomDialogProps {
  readonly still: Still;
  readonly onClose: () => void;
  /** @param marked all faces of the picture that a person marked */
  readonly onMark: (marked: readonly MarkedFace[]) => void;
  /** Null for the first picture. */
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
}

const STEP = 1.5;
const MOST = 12;

/** One picture with its labelled boxes on the whole page, drawn from its file. */
export function ZoomDialog({ still, onClose, onMark, onPrevious, onNext }: ZoomDialogProps) {
  const messages = useMessages();
  const { zoom: words, mark } = useStillsMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const [zoom, setZoom] = useState(1);
  const [saveFailed, setSaveFailed] = useState(false);
  const { file, result } = still;
  const judged = file && result && isJudged(result) ? { file, still: result } : null;
  const marking = useMarking((face) => onMark([...(judged?.still.marked ?? []), face]));

  useEffect(() => {
    dialog.current?.showModal();
    // With the focus on the picture, arrow keys change the picture. In the toolbar they change the
    // button.
    dialog.current?.querySelector<HTMLElement>('[data-picture]')?.focus();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture is seen whole first
  useEffect(() => {
    setZoom(1);
    setSaveFailed(false);
    marking.stop();
  }, [still.id]);

  const zoomBy = (factor: number) => setZoom((now) => Math.min(MOST, Math.max(1, now * factor)));
  const savePng = async () => {
    if (!judged) return;
    setSaveFailed(false);
    const canvas = document.createElement('canvas');
    try {
      await drawAnnotated(canvas, judged.file, judged.still, messages);
      saveFile(await toBlob(canvas, 'image/png'), annotatedName(flatName(still.name), 'png'));
    } catch {
      setSaveFailed(true);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Record<string, (() => void) | null> = {
      '+': () => zoomBy(STEP),
      '=': () => zoomBy(STEP),
      '-': () => zoomBy(1 / STEP),
      '0': () => setZoom(1),
      ...(!marking.active && { PageUp: onPrevious, PageDown: onNext, m: marking.start }),
      // Arrow keys scroll an enlarged picture.
      ...(!marking.active && zoom === 1 && { ArrowLeft: onPrevious, ArrowRight: onNext }),
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
      onCancel={(event) => {
        // Escape ends the latest action.
        if (!marking.active) return;
        event.preventDefault();
        marking.stop();
      }}
      onKeyDown={onKeyDown}
      className="m-0 h-dvh max-h-none w-dvw max-w-none flex-col gap-2 bg-paper p-2 text-ink open:flex sm:p-4"
    >
      <Toolbar label={words.name} className="flex flex-wrap items-center gap-1">
        <p className="min-w-0 flex-1 basis-3/4 truncate px-1 font-medium sm:basis-0">
          {still.name}
        </p>
        <span className="sm:order-last">
          <Tool icon="close" text={words.close} onPress={() => dialog.current?.close()} />
        </span>
        <Tool icon="previous" text={words.previous} onPress={onPrevious} />
        <Tool icon="next" text={words.next} onPress={onNext} />
        <Tool
          icon="minus"
          text={words.smaller}
          onPress={zoom > 1 ? () => zoomBy(1 / STEP) : null}
        />
        <Tool icon="plus" text={words.larger} onPress={zoom < MOST ? () => zoomBy(STEP) : null} />
        <Tool icon="expand" text={words.fit} onPress={zoom > 1 ? () => setZoom(1) : null} />
        <Tool
          icon="mark"
          text={mark.start}
          pressed={marking.active}
          onPress={judged && (marking.active ? marking.stop : marking.start)}
        >
          {mark.start}
        </Tool>
        <Tool icon="download" text={words.save} onPress={judged ? savePng : null}>
          {words.save}
        </Tool>
      </Toolbar>
      {saveFailed && (
        <p role="alert" className="text-sm font-medium">
          {words.saveFailed}
        </p>
      )}
      {marking.active && (
        <MarkingBar
          label={marking.label}
          onLabel={marking.setLabel}
          onAdd={marking.add}
          onCancel={marking.stop}
        />
      )}
      {judged && (
        <ZoomedPicture
          id={still.id}
          {...judged}
          zoom={zoom}
          onZoomBy={zoomBy}
          marking={
            marking.active
              ? { draft: marking.draft, onDraft: marking.setDraft, onConfirm: marking.add }
              : null
          }
        />
      )}
    </dialog>
  );
}

function Tool(props: {
  readonly icon: IconName;
  readonly text: string;
  readonly pressed?: boolean;
  /** Null where the button has no effect now. */
  readonly onPress: (() => void) | null;
  /** Visible content next to the symbol. */
  readonly children?: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={props.text}
      title={props.text}
      aria-pressed={props.pressed}
      disabled={props.onPress === null}
      onClick={props.onPress ?? undefined}
      className={`${TOOL_BUTTON} flex-none!`}
    >
      <Icon name={props.icon} />
      {props.children && <span className="max-sm:sr-only">{props.children}</span>}
    </button>
  );
}
