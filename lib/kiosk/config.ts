import * as z from '../schema.ts';
import { isPinHash, isPlainPin } from './pin.ts';

/**
 * All settings of a kiosk in one schema: each field with its range, its default and, where it has
 * one, its unit. `config-sources.ts` says where values come from.
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
/** The ranges of fields that are numbers. */
const ranges = z.registry<NumberRange>();
const number = (min: number, max: number, standard: number, unit: string) =>
  z
    ._default(z.number().check(z.minimum(min), z.maximum(max)), standard)
    .register(ranges, { min, max, step: 0.01, unit });
export const whole = (min: number, max: number, standard: number, unit: string) =>
  z
    ._default(z.int().check(z.minimum(min), z.maximum(max)), standard)
    .register(ranges, { min, max, step: 1, unit });
export const flag = (standard: boolean) => z._default(z.boolean(), standard);
/** Bytes as two hexadecimal digits each, separated by spaces. */
const hexBytes = (standard: string) =>
  z._default(z.string().check(z.regex(/^([0-9a-f]{2}( |$))+$/i), z.maxLength(300)), standard);

const share = z.number().check(z.minimum(0), z.maximum(1));
/** Part of the unmirrored picture: shares of its width and height. */
export const pictureArea = z.object({ x: share, y: share, width: share, height: share }).check(
  z.refine(({ x, y, width, height }) => x + width <= 1.001 && y + height <= 1.001, {
    message: 'An area must lie inside the picture: x + width and y + height are at most 1',
  }),
);
export type PictureArea = Readonly<z.infer<typeof pictureArea>>;
export const MOST_IGNORED_AREAS = 8;

/** Browsers refuse to send a request to such an address. */
function hasNoPassword(address: string): boolean {
  // What is no address at all is named by the check before.
  if (!URL.canParse(address)) return true;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}
const doorAddress = z
  .url({ protocol: /^https?$/, message: 'An address that starts with http:// or https://' })
  .check(
    z.refine(hasNoPassword, {
      message:
        'An address with a user name or password cannot be used: browsers refuse to send it. Put a secret into the path or query instead',
    }),
  );

export const KIOSK_FIELDS = {
  /** `must-wear` turns people back, `reminder` reminds them and lets everybody in. */
  policy: z._default(z.enum(['must-wear', 'reminder']), 'must-wear'),
  /** Whether a mask that leaves the nose or the mouth free is good enough. */
  incorrectPasses: flag(false),
  /** Faces of this height or more count: share of the picture's height. 0.12 is about 2 m away. */
  faceHeight: number(0.03, 0.9, 0.12, 'picture'),
  /** Smaller faces, down to this height, are asked to come closer; even smaller ones are left out. */
  noticeHeight: number(0.02, 0.9, 0.06, 'picture'),
  /** Faces in these parts of the picture are left out. */
  ignoredAreas: z._default(z.array(pictureArea).check(z.maxLength(MOST_IGNORED_AREAS)), []),
  /** A face that has not moved for this long is a picture and is left out; 0 never. */
  stillMinutes: number(0, 60, 3, 'min'),
  evidenceSeconds: number(0.2, 5, 0.8, 's'),
  /** How long a verdict stays on the screen at least. */
  verdictSeconds: number(0.5, 20, 2, 's'),
  /** At most this many people count, the nearest ones. */
  maxPeople: whole(1, 16, 6, ''),

  /** `auto` takes the browser's language. */
  language: z._default(z.enum(['auto', ...KIOSK_LANGUAGES]), 'auto'),
  /** The screen alternates with this one. */
  secondLanguage: z._default(z.enum(['none', ...KIOSK_LANGUAGES]), 'none'),
  alternateSeconds: number(2, 60, 5, 's'),
  sound: z._default(z.enum(['off', 'chime', 'speech']), 'off'),
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
  pin: z._default(
    z.string().check(
      z.refine((pin) => pin === '' || isPlainPin(pin) || isPinHash(pin), {
        message: 'A PIN is 4 to 8 digits, or the hash that the settings panel shows',
      }),
    ),
    '',
  ),

  /** Gets an HTTP POST when people may go in; off where it is empty. */
  doorUrl: z._default(z.union([z.literal(''), doorAddress]), ''),
  /**
   * Who sends it: the `kiosk`'s browser, or the `site`'s server, which knows neither CORS nor mixed
   * content and takes enrolled kiosks alone (`lib/fleet`).
   */
  doorVia: z._default(z.enum(['kiosk', 'site']), 'kiosk'),
  /** `checked` reads the device's answer, for which it must allow this site (CORS). */
  doorAnswer: z._default(z.enum(['checked', 'unchecked']), 'checked'),
  doorTimeoutSeconds: number(0.5, 10, 3, 's'),
  /** Whether a relay board on a USB port gets the bytes below. */
  doorSerial: flag(false),
  doorSerialBaud: whole(300, 921_600, 9600, 'baud'),
  doorSerialOpen: hexBytes('A0 01 01 A2'),
  doorSerialClose: hexBytes('A0 01 00 A1'),
  /** From opening to closing. */
  doorOpenSeconds: number(0.1, 30, 2, 's'),
};

const kioskConfig = z.object(KIOSK_FIELDS);
export type KioskConfig = Readonly<z.infer<typeof kioskConfig>>;
export type KioskField = keyof KioskConfig;

export const KIOSK_FIELD_NAMES = Object.keys(KIOSK_FIELDS) as readonly KioskField[];
export const DEFAULT_KIOSK_CONFIG: KioskConfig = kioskConfig.parse({});

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

/** @param schema of a field, with its default */
export function kindOf(schema: z.ZodMiniDefault): FieldKind {
  const range = ranges.get(schema);
  if (range) return { kind: 'number', min: range.min, max: range.max, step: range.step };
  const { innerType } = schema.def;
  if (innerType instanceof z.ZodMiniArray) return { kind: 'areas' };
  if (innerType instanceof z.ZodMiniEnum) {
    return { kind: 'choice', options: innerType.options.map(String) };
  }
  return { kind: innerType instanceof z.ZodMiniBoolean ? 'flag' : 'text' };
}

/** Empty where the field has none. */
export function fieldUnit(field: KioskField): string {
  return ranges.get(KIOSK_FIELDS[field])?.unit ?? '';
}
