import type { ShownFactor } from '../../model-card/shown-factors.ts';
import type { FaceLabel } from '../../vision/labels.ts';

/** The text of the model card. Its figures come from the published models. */
export interface AboutMessages {
  readonly title: string;
  readonly lead: string;
  /** The few figures at the top of the page. */
  readonly headline: {
    readonly note: (pictures: number) => string;
    readonly right: Readonly<Record<FaceLabel, string>>;
    readonly bareCalledMasked: string;
    /** Both in percent. */
    readonly interval: (low: string, high: string) => string;
  };
  readonly how: { readonly heading: string; readonly paragraphs: readonly string[] };
  readonly figures: {
    readonly heading: string;
    readonly method: (pictures: number, data: string) => string;
    readonly reading: string;
    readonly live: string;
    readonly stills: string;
    readonly columns: readonly [string, string, string, string];
    readonly sizes: Readonly<Record<'large' | 'all', string>>;
    readonly others: (size: string) => string;
    readonly unsure: (share: string) => string;
    readonly falseBoxes: (perPicture: string) => string;
    readonly leftOut: (perPicture: string) => string;
    readonly calibration: (live: string, stills: string) => string;
    readonly bySize: string;
    readonly height: string;
    readonly byKind: string;
    readonly kind: string;
    readonly angles: Readonly<Record<'frontal' | 'turned' | 'profile' | 'unknown', string>>;
    readonly lights: Readonly<Record<'normal' | 'dark' | 'hard', string>>;
    readonly tilt: string;
    readonly tiltColumns: readonly [string, string, string, string, string, string];
    readonly classifier: string;
    readonly classifierColumns: readonly [string, string, string, string];
    /** Another column of the same table. */
    readonly wayColumn: string;
  };
  readonly order: {
    readonly heading: string;
    readonly method: (data: string) => string;
    readonly reading: string;
    readonly caption: string;
    readonly columns: readonly [string, string, string, string];
    readonly reference: string;
    /** Settings in the order of scripts/sweeps/order.ts. */
    readonly factors: Readonly<
      Record<ShownFactor, { readonly title: string; readonly variants: readonly string[] }>
    >;
    readonly link: string;
  };
  readonly weak: {
    readonly heading: string;
    readonly lead: string;
    readonly list: readonly string[];
  };
  readonly use: { readonly heading: string; readonly list: readonly string[] };
  readonly training: {
    readonly heading: string;
    readonly paragraphs: (data: string, epochs: number) => readonly string[];
  };
}
