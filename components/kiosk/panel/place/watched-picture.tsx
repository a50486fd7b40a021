'use client';

import { useEffect, useRef, useState } from 'react';
import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import type { KioskConfig, PictureArea } from '@/lib/kiosk/config';
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
 * The camera's picture with the ignored areas, the faces in it, and two frames: one in the size of
 * a face that counts, one in the size of a face that is asked to come closer.
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
          <FaceFrame height={faceHeight} ratio={ratio} isDashed={false} />
          <FaceFrame height={noticeHeight} ratio={ratio} isDashed />
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

/** A frame in the middle of the picture, in the size of a face with this share of its height. */
function FaceFrame(props: {
  readonly height: number;
  readonly ratio: number;
  readonly isDashed: boolean;
}) {
  const { height, ratio, isDashed } = props;
  const width = (height * FACE_RATIO) / ratio;
  const area = { x: 0.5 - width / 2, y: 0.5 - height / 2, width, height };
  return <AreaShape area={area} className="stroke-sky-300" isDashed={isDashed} />;
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
