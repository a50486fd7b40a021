import type { KioskField } from '../../kiosk/config.ts';
import type { ProblemKind } from '../../kiosk/config-sources.ts';

export const FIELD_GROUPS = {
  check: ['policy', 'incorrectPasses', 'evidenceSeconds', 'verdictSeconds', 'maxPeople'],
  place: ['ignoredAreas', 'faceHeight', 'noticeHeight', 'stillMinutes'],
  screen: [
    'language',
    'secondLanguage',
    'alternateSeconds',
    'sound',
    'volume',
    'showCamera',
    'mirror',
    'showCounts',
  ],
  running: [
    'screenOnFromHour',
    'screenOnToHour',
    'reloadHour',
    'stallSeconds',
    'idleFramesPerSecond',
    'keepDays',
    'pin',
  ],
  door: [
    'doorUrl',
    'doorVia',
    'doorAnswer',
    'doorTimeoutSeconds',
    'doorSerial',
    'doorSerialBaud',
    'doorSerialOpen',
    'doorSerialClose',
    'doorOpenSeconds',
  ],
} as const satisfies Readonly<Record<string, readonly KioskField[]>>;
export type FieldGroup = keyof typeof FIELD_GROUPS;

/** The text of the kiosk's settings panel, for installers and operators. */
export interface KioskSettingsMessages {
  readonly title: string;
  readonly close: string;
  readonly reset: string;
  readonly report: string;
  readonly notice: string;
  readonly groups: Readonly<Record<FieldGroup, string>>;
  readonly fields: Readonly<Record<KioskField, string>>;
  /** Hints below some fields. */
  readonly hints: Readonly<Partial<Record<KioskField, string>>>;
  /** Names of choices. A choice without a name appears as its value. */
  readonly choices: Readonly<Record<string, string>>;
  /** Names of units. A unit without a name appears as its value. */
  readonly units: Readonly<Record<string, string>>;
  readonly range: (min: number, max: number, unit: string) => string;
  readonly invalid: string;
  /** Why a field cannot be changed here. */
  readonly fixedBy: Readonly<Record<'fleet' | 'address', string>>;
  readonly problems: string;
  readonly problemKinds: Readonly<Record<ProblemKind, string>>;
  readonly notKept: string;
  readonly pin: {
    readonly prompt: string;
    readonly open: string;
    readonly wrong: string;
    readonly wait: (seconds: number) => string;
    readonly notSecure: string;
    readonly isSet: string;
    readonly isNotSet: string;
    readonly set: string;
    readonly remove: string;
    /** In front of the hash, which is on its own line. */
    readonly forFile: string;
  };
  readonly place: {
    /** Name of the picture with its areas. */
    readonly drawing: string;
    readonly help: string;
    readonly add: string;
    readonly remove: (number: number) => string;
    readonly area: (number: number) => string;
    readonly noPicture: string;
    /** On the frames that are as large as a face at a distance. */
    readonly countsFrom: (metres: string) => string;
    readonly calledFrom: (metres: string) => string;
    readonly faces: (seen: number, inAreas: number, still: number) => string;
  };
  readonly door: {
    readonly testHttp: string;
    readonly chooseBoard: string;
    readonly testSerial: string;
    readonly worked: string;
    readonly signals: (sent: number, failed: number) => string;
    readonly noSerial: string;
  };
}
