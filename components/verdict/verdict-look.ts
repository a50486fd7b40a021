import type { Verdict } from '@/lib/vision/labels';

/** The look of a verdict, on all pages. The colour is never the only sign. */
export interface VerdictLook {
  readonly colour: string;
  /** Colour of text and symbol; its contrast is at least 7 to 1. */
  readonly ink: string;
  /** Strokes of the symbol in a square of 24 units, as an SVG path. */
  readonly symbol: string;
  readonly dashed: boolean;
}

export const VERDICT_LOOKS: Readonly<Record<Verdict, VerdictLook>> = {
  with_mask: { colour: '#2dd4bf', ink: '#04201c', symbol: 'M5 12.5l4.8 5L19 7', dashed: false },
  without_mask: {
    colour: '#ff8a7a',
    ink: '#2b0703',
    symbol: 'M6 6l12 12M18 6L6 18',
    dashed: false,
  },
  incorrect_mask: {
    colour: '#fbbf24',
    ink: '#251802',
    symbol: 'M12 5v9M12 18.6v.4',
    dashed: false,
  },
  unsure: {
    colour: '#cbd5e1',
    ink: '#0f172a',
    symbol: 'M8.5 9a3.5 3.5 0 1 1 5.3 3c-1.2.7-1.8 1.3-1.8 2.6M12 18.6v.4',
    dashed: true,
  },
};
