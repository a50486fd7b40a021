import type { PictureTrouble } from '../camera/picture-watch.ts';
import type { CsvSeparator } from '../csv.ts';
import type { ErrorCode } from '../errors.ts';
import type { FrameStage } from '../stages.ts';
import type { Verdict, WornWay } from '../vision/labels.ts';

/** All text on the screen, by place. Each language has one such table. */
export interface Messages {
  /** The language's own name. */
  readonly language: string;
  readonly product: { readonly name: string; readonly tagline: string };
  readonly skipToContent: string;
  readonly changeLanguage: string;
  /** Links to the pages of the site. */
  readonly nav: Readonly<Record<'name' | 'live' | 'stills' | 'kiosk' | 'report' | 'about', string>>;
  /** The choice of the separator in saved tables. */
  readonly csv: {
    readonly separator: string;
    readonly bySeparator: Readonly<Record<CsvSeparator, string>>;
  };

  readonly start: {
    readonly title: string;
    readonly lead: string;
    readonly button: string;
    readonly privacy: string;
    readonly exampleAlt: string;
  };

  readonly loading: {
    readonly title: string;
    readonly engine: string;
    readonly download: (loadedMegabytes: string, totalMegabytes: string) => string;
    readonly compile: (done: number, total: number) => string;
    readonly camera: string;
  };

  readonly live: {
    readonly regionName: string;
    readonly searching: string;
    readonly paused: string;
    readonly pausedHint: string;
    /** Problems with the camera's picture. */
    readonly picture: Readonly<Record<PictureTrouble, string>>;
    readonly resultsHeading: string;
    readonly peopleCount: (people: number) => string;
    /** One face in the list for assistive technology. */
    readonly face: (person: number, label: string, percent: string) => string;
    /** The announcement about all people. Counts are above 0. */
    readonly announcement: (counts: readonly { label: string; faces: number }[]) => string;
    readonly nobody: string;
  };

  /** On boxes and in the legend. */
  readonly verdicts: Readonly<Record<Verdict, string>>;
  /** Replaces `incorrect_mask` where it is clear how the mask is worn. */
  readonly wornWays: Readonly<Record<WornWay, string>>;

  readonly controls: {
    readonly name: string;
    readonly pause: string;
    readonly resume: string;
    readonly mirror: string;
    readonly snapshot: string;
    readonly fullScreen: string;
    readonly leaveFullScreen: string;
    readonly settings: string;
    readonly camera: string;
    readonly anyCamera: string;
    readonly unnamedCamera: (number: number) => string;
    readonly sensitivity: string;
    readonly sensitivities: Readonly<Record<'low' | 'standard' | 'high', string>>;
    readonly sensitivityHint: string;
    readonly showTimes: string;
  };

  readonly figures: {
    readonly framesPerSecond: string;
    readonly stages: Readonly<Record<FrameStage, string>>;
    readonly milliseconds: (ms: string) => string;
    readonly engines: {
      readonly webgl: string;
      readonly webgpu: string;
      readonly wasm: (threads: number) => string;
    };
  };

  readonly failure: {
    readonly retry: string;
    readonly technical: string;
    /** What happened, and what to do. */
    readonly byCode: Readonly<Record<ErrorCode, { readonly title: string; readonly help: string }>>;
  };

  readonly footer: string;
  readonly notFound: { readonly title: string; readonly home: string };
  /** The page as a whole failed. */
  readonly pageFailed: { readonly title: string; readonly help: string; readonly reload: string };
}
