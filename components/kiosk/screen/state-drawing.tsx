import type { ReactNode } from 'react';
import type { KioskState } from '@/lib/kiosk/policy';
import { STATE_LOOKS } from './state-look';

/** Shows the message in lines, for people who do not read the words. */
export function StateDrawing({ state }: { readonly state: KioskState }) {
  const { symbol, background } = STATE_LOOKS[state];
  return (
    <svg
      viewBox="0 0 240 240"
      fill="none"
      stroke="currentColor"
      strokeWidth={7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="size-full"
    >
      {DRAWINGS[state]}
      {symbol && (
        <g transform="translate(150 150)">
          <circle cx={40} cy={40} r={43} fill="currentColor" stroke={background} strokeWidth={8} />
          <path
            d={symbol}
            transform="translate(10 10) scale(2.5)"
            stroke={background}
            strokeWidth={3.6}
          />
        </g>
      )}
    </svg>
  );
}

const DRAWINGS: Readonly<Record<KioskState, ReactNode>> = {
  idle: (
    <>
      <Corners />
      <Face />
      <ProperMask />
    </>
  ),
  closer: (
    <>
      <g fill="currentColor" fillOpacity={0.16}>
        <Bust />
      </g>
      <g transform="translate(120 118) scale(0.34) translate(-120 -130)" fill="currentColor">
        <Bust />
      </g>
      <path d="M52 92 26 66M26 88V66H48M188 92l26-26M214 88V66H192" className="kiosk-nudge" />
    </>
  ),
  looking: (
    <>
      <Corners />
      <Face />
      <path d="M34 118H206" strokeWidth={6} className="kiosk-nudge" />
    </>
  ),
  pass: (
    <>
      <Face />
      <ProperMask />
    </>
  ),
  'no-mask': (
    <>
      <g transform="translate(20 -14)">
        <Face mouth />
      </g>
      <g transform="translate(-34 92) scale(0.68)">
        <MaskShape pleats />
      </g>
      <path d="M42 148V106M24 124 42 104 60 124" className="kiosk-nudge" />
    </>
  ),
  incorrect: (
    <>
      <Face nose />
      <g transform="translate(0 40) scale(1 0.78) translate(0 12)">
        <MaskShape pleats={false} />
      </g>
      <path d="M28 158V112M10 130 28 110 46 130" className="kiosk-nudge" />
    </>
  ),
  unsure: (
    <>
      <Corners />
      <Face turned />
    </>
  ),
  'not-checking': (
    <>
      <rect x={38} y={72} width={164} height={112} rx={20} />
      <path d="M84 72 98 50H142L156 72" />
      <circle cx={120} cy={128} r={34} />
      <path d="M30 208 210 36" stroke={STATE_LOOKS['not-checking'].background} strokeWidth={24} />
      <path d="M30 208 210 36" strokeWidth={10} />
    </>
  ),
};

/** The corners of a viewfinder. */
function Corners() {
  return (
    <path d="M18 60V30A12 12 0 0 1 30 18H60M180 18h30a12 12 0 0 1 12 12V60M222 180v30a12 12 0 0 1-12 12H180M60 222H30A12 12 0 0 1 18 210V180" />
  );
}

function Face(props: {
  readonly mouth?: boolean;
  readonly nose?: boolean;
  readonly turned?: boolean;
}) {
  const { mouth = false, nose = false, turned = false } = props;
  const aside = turned ? 22 : 0;
  return (
    <>
      <ellipse cx={120} cy={120} rx={62} ry={78} fill="currentColor" fillOpacity={0.13} />
      <g transform={`translate(${aside} 0)`}>
        <g fill="currentColor" stroke="none">
          <circle cx={97} cy={102} r={8} />
          <circle cx={143} cy={102} r={turned ? 6 : 8} />
        </g>
        {(nose || mouth || turned) && <path d="M121 108q-8 20-6 25 5 4 12 0" strokeWidth={6} />}
        {mouth && <path d="M100 158q20 12 40 0" />}
        {turned && <path d="M104 160h28" />}
      </g>
    </>
  );
}

function ProperMask() {
  return (
    <>
      <path d="M64 126q-14 2-10 22 3 12 17 12M176 126q14 2 10 22-3 12-17 12" strokeWidth={6} />
      <MaskShape pleats />
    </>
  );
}

/** Filled, to cover the lines behind it. */
function MaskShape({ pleats }: { readonly pleats: boolean }) {
  return (
    <>
      <path
        d="M62 126Q92 122 120 114 148 122 178 126L173 158Q152 198 120 201 88 198 67 158Z"
        fill="currentColor"
      />
      {pleats && (
        <path
          d="M78 144Q120 150 162 144M84 164Q120 170 156 164"
          stroke="#000"
          strokeOpacity={0.3}
          strokeWidth={5}
        />
      )}
    </>
  );
}

function Bust() {
  return (
    <>
      <ellipse cx={120} cy={84} rx={48} ry={60} />
      <path d="M24 228c0-46 38-66 96-66s96 20 96 66" />
    </>
  );
}
