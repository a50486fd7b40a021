import type { KioskState } from '@/lib/kiosk/policy';

/** Colours of a whole screen; contrast of ink at least 7 to 1. */
interface StateLook {
  readonly background: string;
  readonly ink: string;
  /** Strokes of the badge on the drawing, in a square of 24 units; null without a badge. */
  readonly symbol: string | null;
}

const CHECK = 'M5 12.5l4.8 5L19 7';
const CROSS = 'M6 6l12 12M18 6L6 18';
const EXCLAMATION = 'M12 4.500v9.500M12 18.6v.4';
const QUESTION = 'M8.5 9a3.5 3.5 0 1 1 5.3 3c-1.2.7-1.8 1.3-1.8 2.6M12 18.6v.4';

export const STATE_LOOKS: Readonly<Record<KioskState, StateLook>> = {
  idle: { background: '#0d3538', ink: '#f0fdfa', symbol: null },
  closer: { background: '#16406b', ink: '#f0f7ff', symbol: null },
  looking: { background: '#16406b', ink: '#f0f7ff', symbol: null },
  pass: { background: '#0a5c33', ink: '#f2fff7', symbol: CHECK },
  'no-mask': { background: '#8f1119', ink: '#fff5f5', symbol: CROSS },
  incorrect: { background: '#f5b915', ink: '#1f1402', symbol: EXCLAMATION },
  unsure: { background: '#43326e', ink: '#f8f5ff', symbol: QUESTION },
  'not-checking': { background: '#24282c', ink: '#f4f6f8', symbol: null },
};
