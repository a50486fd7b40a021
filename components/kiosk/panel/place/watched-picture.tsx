'use client';

import { useEffect, useRef, useState } from 'react';
import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import type { KioskConfig, PictureArea } from '@/lib/kiosk/config';
import { metresOf } from '@/lib/kiosk/distance';
import type { AreaDrawing } from './use-area-drawing';

/** A face in the current picture. */
interface WatchedFace {
  readonly id: number;
  readonly area: PictureArea;
  readonly isLeftOut: boolean;
}

/** Width of a face divided by its height. */
const FACE_RATIO = 0.8;
const USUAL_RATIO = 16 / 9;

/**
 * The camera's picture with the ignored areas, the faces in it, and two frames: as large as the
 * furthest face that counts, and as the furthest one that is asked to come closer.
 */
export function WatchedPicture(props: {
  readonly stream: MediaStream;
  readonly config: Pick<KioskConfig, 'mirror' | 'ignoredAreas' | 'faceHeight' | 'noticeHeight'>;
  readonly faces: readonly WatchedFace[];
  readonly drawing: AreaDrawing;
  readonly messages: KioskSettingsMessages['place'];
}) {
  const { stream, config, faces, drawing, messages } = props;
  const video = useRef<HTMLVideoElement>(null);
  const [ratio, setRatio] = useState(USUAL_RATIO);
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = stream;
    // Rejects if the panel is closed first.
    video.current.play().catch(() => undefined);
  }, [stream]);
  const readRatio = () => {
    const { videoWidth = 0, videoHeight = 0 } = video.current ?? {};
    if (videoWidth > 0 && videoHeight > 0) setRatio(videoWidth / videoHeight);
  };
  const { mirror, ignoredAreas, faceHeight, noticeHeight } = config;
  return (
    <div className="relative w-full overflow-hidden bg-stage" style={{ aspectRatio: ratio }}>
      <div className={`absolute inset-0 ${mirror ? '-scale-x-100' : ''}`}>
        <video
          ref={video}
          autoPlay
          muted
          playsInline
          onLoadedMetadata={readRatio}
          onResize={readRatio}
          className="absolute inset-0 size-full"
        />
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full cursor-crosshair touch-none"
          fill="none"
          data-area-drawing
          {...drawing.handlers}
        >
          <title>{messages.drawing}</title>
          <Hatching />
          {faces.map(({ id, area, isLeftOut }) => (
            <AreaShape
              key={id}
              area={area}
              className={isLeftOut ? 'stroke-slate-300' : 'stroke-emerald-400'}
              isDashed={isLeftOut}
            />
          ))}
          {ignoredAreas.map((area, i) => (
            // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own
            <g
              // biome-ignore lint/suspicious/noArrayIndexKey: an area's number is its name
              key={i}
              role="button"
              tabIndex={0}
              aria-label={messages.area(i + 1)}
              className="outline-none [&:focus-visible>rect]:stroke-amber-300"
              onKeyDown={(event) => drawing.onKeyDown(event, i)}
            >
              <AreaShape area={area} className="fill-[url(#hatching)] stroke-white" />
            </g>
          ))}
          {drawing.draft && (
            <AreaShape area={drawing.draft} className="stroke-amber-300" isDashed />
          )}
        </svg>
      </div>
      <DistanceFrame share={faceHeight} middle={0.36} ratio={ratio} text={messages.countsFrom} />
      <DistanceFrame
        share={noticeHeight}
        middle={0.64}
        ratio={ratio}
        text={messages.calledFrom}
        isDashed
      />
    </div>
  );
}

function AreaShape(props: {
  readonly area: PictureArea;
  readonly className: string;
  readonly isDashed?: boolean;
}) {
  const { area, className, isDashed = false } = props;
  return (
    <rect
      x={area.x * 100}
      y={area.y * 100}
      width={area.width * 100}
      height={area.height * 100}
      className={className}
      strokeWidth={2.5}
      strokeDasharray={isDashed ? '6 5' : undefined}
      vectorEffect="non-scaling-stroke"
    />
  );
}

/** A frame in the size of a face at a distance, with the distance below it. */
function DistanceFrame(props: {
  /** Of the picture's height. */
  readonly share: number;
  /** Where its middle is, as a share of the picture's width. */
  readonly middle: number;
  readonly ratio: number;
  /** @param metres distance, for a usual webcam */
  readonly text: (metres: string) => string;
  readonly isDashed?: boolean;
}) {
  const { share, middle, ratio, text, isDashed = false } = props;
  const widthShare = (share * FACE_RATIO) / ratio;
  return (
    <div
      className={`pointer-events-none absolute border-[2.5px] border-sky-300 ${isDashed ? 'border-dashed' : ''}`}
      style={{
        left: `${100 * (middle - widthShare / 2)}%`,
        top: `${50 * (1 - share)}%`,
        width: `${100 * widthShare}%`,
        height: `${100 * share}%`,
      }}
    >
      <p className="absolute top-full left-1/2 mt-1.5 w-max -translate-x-1/2 rounded-md bg-sky-300 px-[0.5em] text-[0.85em] font-medium text-slate-950">
        {text(metresOf(share).toFixed(1))}
      </p>
    </div>
  );
}

function Hatching() {
  return (
    <defs>
      <pattern id="hatching" width={4} height={4} patternUnits="userSpaceOnUse">
        <rect width={4} height={4} fill="black" fillOpacity={0.45} />
        <path d="M0 4 4 0" stroke="white" strokeOpacity={0.7} strokeWidth={0.5} />
      </pattern>
    </defs>
  );
}
