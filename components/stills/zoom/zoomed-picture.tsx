'use client';

import { type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { MaskGateError } from '@/lib/errors';
import type { JudgedStill } from '@/lib/stills/still-result';
import { useMessages } from '../../shell/use-messages';
import { useStillsMessages } from '../use-stills-messages';
import { drawAnnotated } from './annotated-picture';
import { MarkingLayer, type MarkingLayerProps } from './marking-layer';

export interface ZoomedPictureProps {
  /** Id of the picture: the result of another picture is never shown. */
  readonly id: number;
  readonly file: Blob;
  readonly still: JudgedStill;
  /** 1 fits the picture into its place. */
  readonly zoom: number;
  readonly onZoomBy: (factor: number) => void;
  /** The box that is being drawn; absent without one. */
  readonly marking?: Pick<MarkingLayerProps, 'draft' | 'onDraft' | 'onConfirm'> | null;
}

/** The result of drawing a picture. */
interface Outcome {
  readonly id: number;
  readonly failure?: MaskGateError;
}

/** Wheel movement that enlarges the picture by a factor of e, px. */
const WHEEL_PX = 400;

/** The annotated picture in a scrolling element. A mouse drags it; touch scrolls as usual. */
export function ZoomedPicture({ id, file, still, zoom, onZoomBy, marking }: ZoomedPictureProps) {
  const messages = useMessages();
  const { zoom: words } = useStillsMessages();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { failure = null } = outcome?.id === id ? outcome : {};
  const drawn = outcome?.id === id && failure === null;

  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    let ended = false;
    const picture = document.createElement('canvas');
    drawAnnotated(picture, file, still, messages).then(
      () => {
        if (ended) return;
        Object.assign(target, { width: picture.width, height: picture.height });
        target.getContext('2d')?.drawImage(picture, 0, 0);
        Object.assign(picture, { width: 0, height: 0 });
        setOutcome({ id });
      },
      (error) => {
        if (!ended) setOutcome({ id, failure: toPictureError(error) });
      },
    );
    return () => {
      ended = true;
    };
  }, [id, file, still, messages]);

  useKeptCentre(place, zoom);
  const zoomBy = useRef(onZoomBy);
  useEffect(() => {
    zoomBy.current = onZoomBy;
  }, [onZoomBy]);
  useEffect(() => {
    const element = place.current;
    // React's wheel listeners cannot prevent the zoom of the page.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomBy.current(Math.exp(-event.deltaY / WHEEL_PX));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);

  const drag = ({ pointerType, buttons, movementX, movementY }: PointerEvent) => {
    if (pointerType === 'mouse' && buttons === 1) place.current?.scrollBy(-movementX, -movementY);
  };
  const ratio = still.width / still.height;
  return (
    <div className="relative min-h-0 flex-1 [container-type:size]">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: buttons and keys do the same */}
      <div
        ref={place}
        data-picture
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll it
        tabIndex={0}
        onPointerMove={drag}
        onDoubleClick={() => onZoomBy(2)}
        className="grid size-full overflow-auto rounded-2xl bg-stage"
      >
        <div
          className={`relative m-auto ${zoom > 1 ? 'cursor-move' : ''}`}
          style={{
            width: `calc(min(100cqw, ${ratio * 100}cqh) * ${zoom})`,
            aspectRatio: ratio,
          }}
        >
          {/* A new canvas is empty until its own picture is drawn. */}
          <canvas key={id} ref={canvas} className="block size-full" />
          {marking && <MarkingLayer picture={still} place={place} {...marking} />}
        </div>
      </div>
      {(failure || !drawn) && (
        <p
          role={failure ? 'alert' : 'status'}
          className="absolute inset-x-4 top-1/2 mx-auto w-fit rounded-xl bg-surface px-4 py-2 shadow-xl"
        >
          {failure ? messages.failure.byCode[failure.code].title : words.drawing}
        </p>
      )}
    </div>
  );
}

/** Keeps the middle of the view at its place while the picture grows. */
function useKeptCentre(place: React.RefObject<HTMLElement | null>, zoom: number): void {
  const before = useRef(zoom);
  useLayoutEffect(() => {
    const element = place.current;
    const growth = zoom / before.current;
    before.current = zoom;
    if (!element || growth === 1) return;
    const { clientWidth, clientHeight, scrollLeft, scrollTop } = element;
    element.scrollLeft = (scrollLeft + clientWidth / 2) * growth - clientWidth / 2;
    element.scrollTop = (scrollTop + clientHeight / 2) * growth - clientHeight / 2;
  }, [place, zoom]);
}

function toPictureError(error: unknown): MaskGateError {
  if (error instanceof MaskGateError) return error;
  return new MaskGateError('image-unreadable', String(error), { cause: error });
}
