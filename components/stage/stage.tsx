'use client';

import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import type { Size } from '@/lib/geometry';

interface StageProps {
  readonly name: string;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Null for a camera that is off. */
  readonly stream: MediaStream | null;
  readonly mirrored: boolean;
  /** Painted over the picture, as large as it is. */
  readonly children: ReactNode;
  /** Said in the middle of the part that is seen. */
  readonly notice?: ReactNode;
}

/** Used until the size of the camera's picture is known. */
const USUAL_SIZE: Size = { width: 16, height: 9 };

/**
 * The camera's picture, as large as its place allows, and whole. On an upright screen it is up to half as large
 * again, which cuts off a sixth at two of its edges: else it would be a small strip.
 */
export function Stage({ name, video, stream, mirrored, children, notice }: StageProps) {
  const [size, setSize] = useState(USUAL_SIZE);
  useEffect(() => {
    const element = video.current;
    if (!element || !stream) return;
    element.srcObject = stream;
    // Rejects if another stream replaces it before it plays.
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
  const edges = `100cqw, ${ratio * 100}cqh`;
  const [whole, filling] = [`min(${edges})`, `max(${edges})`];
  return (
    <section
      aria-label={name}
      className="relative min-h-72 flex-1 overflow-hidden [--enlarged:1] short:min-h-44 portrait:[--enlarged:1.5]"
    >
      {/* Positioned, so that its height is known and `cqh` with it. */}
      <div className="absolute inset-0 flex items-center justify-center [container-type:size]">
        <div
          // No rounded corners: without a graphics card, clipping them costs a fifth of the frame
          // rate.
          className="relative shrink-0 bg-stage"
          style={{ aspectRatio: ratio, width: `min(${filling}, var(--enlarged) * ${whole})` }}
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
      {notice && (
        <div className="absolute inset-0 grid grid-cols-1 place-items-center p-4">{notice}</div>
      )}
    </section>
  );
}
