import type { KioskField } from '../../kiosk/config.ts';

export const FIELD_GROUPS = {
  check: [
    'policy',
    'incorrectPasses',
    'faceHeight',
    'noticeHeight',
    'evidenceSeconds',
    'verdictSeconds',
    'maxPeople',
  ],
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
  running: ['reloadHour', 'stallSeconds', 'idleFramesPerSecond', 'keepDays', 'pin'],
  door: [
    'doorUrl',
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

/** What the kiosk's settings panel says, to whoever installs it. */
export interface KioskSettingsMessages {
  readonly title: string;
  readonly close: string;
  readonly reset: string;
  readonly report: string;
  readonly pinPrompt: string;
  readonly pinWrong: string;
  readonly open: string;
  readonly groups: Readonly<Record<FieldGroup, string>>;
  readonly fields: Readonly<Record<KioskField, string>>;
  /** Sentences below some of them. */
  readonly hints: Readonly<Partial<Record<KioskField, string>>>;
  /** Names of choices; what has none here stands as it is. */
  readonly choices: Readonly<Record<string, string>>;
  readonly range: (min: number, max: number, unit: string) => string;
  readonly invalid: string;
  readonly fromAddress: string;
  readonly problems: string;
  readonly notKept: string;
  readonly testHttp: string;
  readonly chooseBoard: string;
  readonly testSerial: string;
  readonly testWorked: string;
  readonly signals: (sent: number, failed: number) => string;
  readonly noSerial: string;
}
