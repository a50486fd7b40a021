'use client';

import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import type { Size } from '@/lib/geometry';

export interface StageProps {
  readonly name: string;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Null while the camera is off. */
  readonly stream: MediaStream | null;
  readonly mirrored: boolean;
  /** What lies over the picture. */
  readonly children: ReactNode;
}

/** Before the camera has told its own. */
const USUAL_SIZE: Size = { width: 16, height: 9 };

/** The camera's picture, as large as its place allows and never cut off. */
export function Stage({ name, video, stream, mirrored, children }: StageProps) {
  const [size, setSize] = useState(USUAL_SIZE);
  useEffect(() => {
    const element = video.current;
    if (!element || !stream) return;
    element.srcObject = stream;
    // Rejects when another stream takes its place before this one plays.
    element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [video, stream]);

  const readSize = () => {
    const { videoWidth: width = 0, videoHeight: height = 0 } = video.current ?? {};
    if (width > 0 && height > 0) setSize({ width, height });
  };
  const ratio = size.width / size.height;
  return (
    <section aria-label={name} className="relative min-h-72 flex-1 short:min-h-44">
      {/* Positioned, so that its height is known and `cqh` with it. */}
      <div className="absolute inset-0 grid place-items-center [container-type:size]">
        <div
          // No round corners: to cut them off costs a fifth of the frames without a graphics card.
          className="relative bg-stage"
          style={{ aspectRatio: ratio, width: `min(100cqw, ${ratio * 100}cqh)` }}
        >
          <video
            ref={video}
            autoPlay
            muted
            playsInline
            onLoadedMetadata={readSize}
            onResize={readSize}
            className={`absolute inset-0 size-full object-contain ${mirrored ? '-scale-x-100' : ''}`}
          />
          {children}
        </div>
      </div>
    </section>
  );
}

/** Something to read in the middle of the picture. */
export function StageNotice({ children }: { readonly children: ReactNode }) {
  if (!children) return null;
  return <div className="absolute inset-0 grid place-items-center p-4">{children}</div>;
}
