'use client';

import { useEffect, useState } from 'react';
import { facesOf, type HoldingFace, type JudgedStill } from '@/lib/stills/still-result';
import { lookOf } from '../zoom/face-looks';

/** Size of a symbol, relative to the picture's longer edge. */
const SYMBOL_SHARE = 0.1;

/** A small picture with its boxes. The table next to it has the same content as text. */
export function StillThumbnail(props: { readonly picture: Blob; readonly still: JudgedStill }) {
  const url = useObjectUrl(props.picture);
  const { width, height } = props.still;
  const ratio = width / height;
  return (
    <span
      className="relative block"
      // As large as fits into 4:3, the shape of its place.
      style={{ aspectRatio: ratio, ...(ratio > 4 / 3 ? { width: '100%' } : { height: '100%' }) }}
    >
      {url && (
        // biome-ignore lint/performance/noImgElement: made here, nothing to optimise
        <img src={url} alt="" decoding="async" loading="lazy" className="block size-full" />
      )}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
        className="absolute inset-0 size-full"
      >
        {facesOf(props.still).map((face, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: faces keep their places
          <FaceMark key={i} face={face} longest={Math.max(width, height)} />
        ))}
      </svg>
    </span>
  );
}

/** A box with the symbol of its verdict at a corner. */
function FaceMark({ face, longest }: { readonly face: HoldingFace; readonly longest: number }) {
  const { colour, ink, symbol, dashed } = lookOf(face.label);
  const { x, y, width, height } = face.box;
  const box = { x, y, width, height, rx: Math.min(width, height) / 8, fill: 'none' };
  const badge = Math.min(longest * SYMBOL_SHARE, width / 2);
  // Above the face where it fits.
  const top = y >= badge ? y - badge : y;
  return (
    <g>
      <rect
        {...box}
        stroke="#020617"
        strokeOpacity={0.55}
        strokeWidth={4}
        vectorEffect="non-scaling-stroke"
      />
      <rect
        {...box}
        stroke={colour}
        strokeWidth={2}
        strokeDasharray={dashed ? '5 3' : undefined}
        vectorEffect="non-scaling-stroke"
      />
      <g transform={`translate(${x} ${top}) scale(${badge / 24})`}>
        <rect width={24} height={24} rx={6} fill={colour} />
        <path d={symbol} fill="none" stroke={ink} strokeWidth={3.6} strokeLinecap="round" />
      </g>
    </g>
  );
}

/** The address of a blob while it is shown; null before the first effect. */
function useObjectUrl(blob: Blob): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
