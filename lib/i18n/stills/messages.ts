import type { Correction } from '../../stills/still-result.ts';
import type { Verdict } from '../../vision/labels.ts';

/** The filters of the list of pictures. */
export type StillFilter = 'all' | 'problems' | 'wrong' | 'unsure' | 'next';

/** The text of the page for photographs. */
export interface StillsMessages {
  readonly title: string;
  readonly lead: string;
  readonly privacy: string;

  readonly pick: {
    readonly drop: string;
    readonly dropHere: string;
    readonly files: string;
    readonly folder: string;
    readonly camera: string;
    readonly hint: string;
    readonly more: string;
    readonly leftOut: (files: number) => string;
    readonly nothing: string;
  };

  readonly queue: {
    readonly name: string;
    readonly preparing: string;
    readonly progress: (done: number, total: number) => string;
    readonly rate: (picturesPerSecond: string) => string;
    /** `minutes` and `seconds` are the remaining time. */
    readonly timeLeft: (minutes: number, seconds: number) => string;
    readonly paused: string;
    readonly finished: (total: number) => string;
    readonly pause: string;
    readonly resume: string;
    readonly cancel: string;
    readonly takeUpAgain: (pictures: number) => string;
    readonly clear: string;
    readonly clearSure: string;
  };

  readonly filter: {
    readonly name: string;
    readonly byName: Readonly<Record<StillFilter, string>>;
    readonly none: string;
  };

  readonly still: {
    readonly list: string;
    readonly states: Readonly<Record<'waiting' | 'judging' | 'stopped', string>>;
    readonly noFace: string;
    readonly noFaceHelp: string;
    readonly size: (width: number, height: number) => string;
    readonly faceCount: (faces: number) => string;
    /** For a picture with more faces than the result holds. */
    readonly moreFaces: (reported: number) => string;
    readonly open: (file: string) => string;
    /** The button that lists the faces, and the caption of their table. */
    readonly faces: (file: string) => string;
    readonly columns: Readonly<Record<'face' | 'label' | 'confidence' | 'size', string>>;
    readonly correct: (face: number) => string;
    readonly byHand: string;
    readonly remove: (face: number) => string;
    readonly labels: Readonly<Record<Verdict | Correction, string>>;
  };

  /** Marking a missed face. */
  readonly mark: {
    readonly start: string;
    readonly hint: string;
    /** For a device without a keyboard. */
    readonly touchHint: string;
    readonly box: (x: number, y: number, width: number, height: number) => string;
    readonly label: string;
    readonly add: string;
    readonly cancel: string;
  };

  readonly zoom: {
    readonly close: string;
    readonly larger: string;
    readonly smaller: string;
    readonly fit: string;
    readonly previous: string;
    readonly next: string;
    readonly name: string;
    readonly save: string;
    readonly saveFailed: string;
    readonly drawing: string;
  };

  readonly save: {
    readonly name: string;
    /** The button that shows the other buttons on a phone. */
    readonly open: string;
    readonly csv: string;
    readonly json: string;
    readonly pictures: string;
    readonly corrections: (pictures: number) => string;
    readonly correctionsHint: string;
    readonly inDoubt: (pictures: number) => string;
    readonly progress: (done: number, total: number) => string;
    readonly stop: string;
    readonly failed: string;
    /** Pictures that are missing in the archive. */
    readonly leftOut: (pictures: number) => string;
    readonly andMore: (pictures: number) => string;
  };
}
