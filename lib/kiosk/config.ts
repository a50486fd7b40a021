import * as v from 'valibot';
import { isPinHash, isPlainPin } from './pin.ts';

/**
 * All settings of a kiosk in one schema: each field with its range, its default and, where it has
 * one, its unit. `config-sources.ts` says where values come from. Pages check them with Valibot, since
 * visitors download it: Zod, which servers and scripts use, is ten times as large.
 */

/** Languages of the kiosk's screen; `lib/i18n/kiosk` has the words. */
export const KIOSK_LANGUAGES = ['en', 'ko', 'ja', 'zh', 'zh-Hant', 'es', 'fr', 'de', 'ar'] as const;
export type KioskLanguage = (typeof KIOSK_LANGUAGES)[number];

interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
}
const number = (min: number, max: number, standard: number, unit: string) => {
  const range: NumberRange = { min, max, step: 0.01, unit };
  return v.optional(
    v.pipe(v.number(), v.minValue(min), v.maxValue(max), v.metadata({ range })),
    standard,
  );
};
export const whole = (min: number, max: number, standard: number, unit: string) => {
  const range: NumberRange = { min, max, step: 1, unit };
  return v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max), v.metadata({ range })),
    standard,
  );
};
export const flag = (standard: boolean) => v.optional(v.boolean(), standard);
/** Bytes as two hexadecimal digits each, separated by spaces. */
const hexBytes = (standard: string) =>
  v.optional(v.pipe(v.string(), v.regex(/^([0-9a-f]{2}( |$))+$/i), v.maxLength(300)), standard);

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** Part of the unmirrored picture: shares of its width and height. */
export const pictureArea = v.pipe(
  v.object({ x: share, y: share, width: share, height: share }),
  v.check(
    ({ x, y, width, height }) => x + width <= 1.001 && y + height <= 1.001,
    'An area must lie inside the picture: x + width and y + height are at most 1',
  ),
);
export type PictureArea = Readonly<v.InferOutput<typeof pictureArea>>;
export const MOST_IGNORED_AREAS = 8;

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
/** Browsers refuse to send a request to an address with a password. */
function hasNoPassword(address: string): boolean {
  const { username, password } = new URL(address);
  return username === '' && password === '';
}
const doorAddress = v.pipe(
  v.string(),
  v.trim(),
  v.check(isWebAddress, 'An address that starts with http:// or https://'),
  // One that is no address at all has been told so.
  v.check(
    (address) => !isWebAddress(address) || hasNoPassword(address),
    'An address with a user name or password cannot be used: browsers refuse to send it. Put a secret into the path or query instead',
  ),
);

export const KIOSK_FIELDS = {
  /** `must-wear` turns people back, `reminder` reminds them and lets everybody in. */
  policy: v.optional(v.picklist(['must-wear', 'reminder']), 'must-wear'),
  /** Whether a mask that leaves the nose or the mouth free is good enough. */
  incorrectPasses: flag(false),
  /** Faces of this height or more count: share of the picture's height. 0.12 is about 2 m away. */
  faceHeight: number(0.03, 0.9, 0.12, 'picture'),
  /** Smaller faces, down to this height, are asked to come closer; even smaller ones are left out. */
  noticeHeight: number(0.02, 0.9, 0.06, 'picture'),
  /** Faces in these parts of the picture are left out. */
  ignoredAreas: v.optional(v.pipe(v.array(pictureArea), v.maxLength(MOST_IGNORED_AREAS)), []),
  /** A face that has not moved for this long is a picture and is left out; 0 never. */
  stillMinutes: number(0, 60, 3, 'min'),
  evidenceSeconds: number(0.2, 5, 0.8, 's'),
  /** How long a verdict stays on the screen at least. */
  verdictSeconds: number(0.5, 20, 2, 's'),
  /** At most this many people count, the nearest ones. */
  maxPeople: whole(1, 16, 6, ''),

  /** `auto` takes the browser's language. */
  language: v.optional(v.picklist(['auto', ...KIOSK_LANGUAGES]), 'auto'),
  /** The screen alternates with this one. */
  secondLanguage: v.optional(v.picklist(['none', ...KIOSK_LANGUAGES]), 'none'),
  alternateSeconds: number(2, 60, 5, 's'),
  sound: v.optional(v.picklist(['off', 'chime', 'speech']), 'off'),
  volume: number(0, 1, 0.7, ''),

  showCamera: flag(true),
  mirror: flag(true),
  showCounts: flag(false),
  /** Counts older than this are deleted. */
  keepDays: whole(1, 3650, 90, 'd'),

  /** Hour of the day at which the page starts afresh when nobody is there; -1 never. */
  reloadHour: whole(-1, 23, 4, 'h'),
  /** After this time without a judged frame the screen says so, and recovery begins. */
  stallSeconds: number(3, 60, 6, 's'),
  /** How often an empty room is looked at. */
  idleFramesPerSecond: number(1, 30, 5, 'fps'),
  /** The screen is kept on from this hour of the day... */
  screenOnFromHour: whole(0, 23, 0, 'h'),
  /** ...to this one, over midnight where it is the smaller one. 0 and 24 is all day. */
  screenOnToHour: whole(0, 24, 24, 'h'),
  /** Opens the settings: 4 to 8 digits, or their hash (`pin.ts`); none where it is empty. */
  pin: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (pin) => pin === '' || isPlainPin(pin) || isPinHash(pin),
        'A PIN is 4 to 8 digits, or the hash that the settings panel shows',
      ),
    ),
    '',
  ),

  /** Gets an HTTP POST when people may go in; off where it is empty. */
  doorUrl: v.optional(v.union([v.literal(''), doorAddress]), ''),
  /**
   * Who sends it: the `kiosk`'s browser, or the `site`'s server, which knows neither CORS nor mixed
   * content and takes enrolled kiosks alone (`lib/fleet`).
   */
  doorVia: v.optional(v.picklist(['kiosk', 'site']), 'kiosk'),
  /** `checked` reads the device's answer, for which it must allow this site (CORS). */
  doorAnswer: v.optional(v.picklist(['checked', 'unchecked']), 'checked'),
  doorTimeoutSeconds: number(0.5, 10, 3, 's'),
  /** Whether a relay board on a USB port gets the bytes below. */
  doorSerial: flag(false),
  doorSerialBaud: whole(300, 921_600, 9600, 'baud'),
  doorSerialOpen: hexBytes('A0 01 01 A2'),
  doorSerialClose: hexBytes('A0 01 00 A1'),
  /** From opening to closing. */
  doorOpenSeconds: number(0.1, 30, 2, 's'),
};

const kioskConfig = v.object(KIOSK_FIELDS);
export type KioskConfig = Readonly<v.InferOutput<typeof kioskConfig>>;
export type KioskField = keyof KioskConfig;

export const KIOSK_FIELD_NAMES = Object.keys(KIOSK_FIELDS) as readonly KioskField[];
export const DEFAULT_KIOSK_CONFIG: KioskConfig = v.parse(kioskConfig, {});

/** A setting's schema; the one in it has no default. */
export type FieldSchema = v.GenericSchema & { readonly wrapped: v.GenericSchema };

/** A value as the kiosk takes it, or why it takes another, in English. */
type FieldReading =
  | { readonly fits: true; readonly value: unknown }
  | { readonly fits: false; readonly reason: string };

export function readField(field: KioskField, value: unknown): FieldReading {
  return readValue(KIOSK_FIELDS[field], value);
}

export function readValue({ wrapped }: FieldSchema, value: unknown): FieldReading {
  const { output, issues } = v.safeParse(wrapped, value);
  if (!issues) return { fits: true, value: output };
  return { fits: false, reason: issues.map(({ message }) => message).join('; ') };
}

/** What a settings panel needs to know to ask for a field. */
export type FieldKind =
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'areas' }
  | { readonly kind: 'text' };

export function fieldKind(field: KioskField): FieldKind {
  return kindOf(KIOSK_FIELDS[field]);
}

export function kindOf(schema: FieldSchema): FieldKind {
  const range = rangeOf(schema);
  if (range) return { kind: 'number', min: range.min, max: range.max, step: range.step };
  const { wrapped } = schema;
  if (wrapped.type === 'array') return { kind: 'areas' };
  if ('options' in wrapped && wrapped.type === 'picklist') {
    return { kind: 'choice', options: wrapped.options as readonly string[] };
  }
  return { kind: wrapped.type === 'boolean' ? 'flag' : 'text' };
}

/** Empty where the field has none. */
export function fieldUnit(field: KioskField): string {
  return rangeOf(KIOSK_FIELDS[field])?.unit ?? '';
}

function rangeOf(schema: FieldSchema): NumberRange | undefined {
  return v.getMetadata(schema.wrapped).range as NumberRange | undefined;
}
