'use client';

import type { Verdict } from '@/lib/vision/labels';
import { StrokeSymbol } from '../shell/icons';
import { useMessages } from '../shell/use-messages';
import { VERDICT_LOOKS } from '../verdict/verdict-look';

/** Three drawn people with boxes, to show what the site does. */
export function ExamplePicture() {
  const { start } = useMessages();
  return (
    <svg
      viewBox="0 0 600 380"
      role="img"
      aria-label={start.exampleAlt}
      className="h-auto w-full rounded-3xl shadow-xl shadow-black/10"
    >
      <defs>
        <linearGradient id="example-room" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#28454b" />
          <stop offset="1" stopColor="#0e1c20" />
        </linearGradient>
      </defs>
      <rect width="600" height="380" fill="url(#example-room)" />
      <circle cx="490" cy="70" r="150" fill="#ffffff" opacity="0.04" />
      <circle cx="80" cy="330" r="190" fill="#ffffff" opacity="0.03" />
      <Figure x={116} y={208} skin="#e8b996" hair="#3b2a23" clothes="#3d7a80" verdict="with_mask" />
      <Figure
        x={300}
        y={184}
        skin="#8a5a3c"
        hair="#17110e"
        clothes="#b0745a"
        verdict="without_mask"
      />
      <Figure
        x={484}
        y={208}
        skin="#f0cfae"
        hair="#8a6a4a"
        clothes="#5a6a9c"
        verdict="incorrect_mask"
      />
    </svg>
  );
}

interface FigureProps {
  /** Middle of the head. */
  readonly x: number;
  readonly y: number;
  readonly skin: string;
  readonly hair: string;
  readonly clothes: string;
  readonly verdict: Exclude<Verdict, 'unsure'>;
}

function Figure({ x, y, skin, hair, clothes, verdict }: FigureProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path d="M-88 206c0-80 36-108 88-108s88 28 88 108z" fill={clothes} />
      <path d="M-20 50h40v44a20 20 0 0 1-40 0z" fill={skin} />
      <path d="M-20 62h40v12c-10 12-30 12-40 0z" fill="#000000" opacity="0.12" />
      <path d="M-57-8c0-48 24-70 57-70s57 22 57 70c0 6-1 12-3 17H-54c-2-5-3-11-3-17" fill={hair} />
      <path d="M-48-14c0-34 18-46 48-46s48 12 48 46c0 50-20 84-48 84S-48 36-48-14" fill={skin} />
      <path d="M-48-14c4-26 24-34 48-34s44 8 48 34c0-40-18-54-48-54s-48 14-48 54" fill={hair} />
      <circle cx="-19" cy="-8" r="4.500" fill="#1c1513" />
      <circle cx="19" cy="-8" r="4.500" fill="#1c1513" />
      <path
        d="M-27-21q8-5 16-1M27-21q-8-5-16-1"
        stroke={hair}
        strokeWidth="4"
        fill="none"
        strokeLinecap="round"
      />
      <path
        d="M-5 16q5 5 10 0"
        stroke="#000000"
        strokeOpacity="0.35"
        strokeWidth="3.500"
        fill="none"
        strokeLinecap="round"
      />
      {verdict === 'without_mask' && (
        <path
          d="M-15 38q15 14 30 0"
          stroke="#000000"
          strokeOpacity="0.5"
          strokeWidth="4"
          fill="none"
          strokeLinecap="round"
        />
      )}
      {verdict === 'with_mask' && <Mask top={6} />}
      {verdict === 'incorrect_mask' && <Mask top={27} />}
      <Tag verdict={verdict} />
    </g>
  );
}

/** @param top height of the mask's upper edge: above the nose, or below it */
function Mask({ top }: { readonly top: number }) {
  return (
    <g>
      <path
        d={`M-38 ${top + 6}L-47-2M38 ${top + 6}L47-2`}
        stroke="#e6f4f3"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path
        d={`M-40 ${top + 4}Q-20 ${top - 5} 0 ${top - 5}T40 ${top + 4}C41 48 24 74 0 74S-41 48-40 ${top + 4}`}
        fill="#e6f4f3"
      />
      <path
        d={`M-32 ${top + 17}q32 10 64 0M-28 ${top + 31}q28 10 56 0`}
        stroke="#9cc5c3"
        strokeWidth="3"
        fill="none"
        strokeLinecap="round"
      />
    </g>
  );
}

/** Box and label as on the camera's picture. */
function Tag({ verdict }: { readonly verdict: Verdict }) {
  const { verdicts } = useMessages();
  const { colour, ink, symbol } = VERDICT_LOOKS[verdict];
  return (
    <g>
      <rect
        x="-66"
        y="-86"
        width="132"
        height="172"
        rx="14"
        fill="none"
        stroke={colour}
        strokeWidth="4"
      />
      {/* As wide as its words, which only HTML is. */}
      <foreignObject x="-68" y="-124" width="200" height="32">
        <p className="flex">
          <span
            className="flex items-center gap-1.5 rounded-lg py-1.5 ps-2 pe-3 text-[14.5px] leading-5 font-semibold whitespace-nowrap"
            style={{ background: colour, color: ink }}
          >
            <StrokeSymbol path={symbol} size={20} width={3.2} />
            {verdicts[verdict]}
          </span>
        </p>
      </foreignObject>
    </g>
  );
}
