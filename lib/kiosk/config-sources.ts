import {
  DEFAULT_KIOSK_CONFIG,
  fieldKind,
  KIOSK_FIELD_NAMES,
  type KioskConfig,
  type KioskField,
  readField,
} from './config.ts';

/**
 * The sources of values. Later ones override earlier ones: defaults, then these in order. `fleet` is what
 * the operators of many kiosks set, `saved` what the panel did.
 */
const SOURCES = ['file', 'saved', 'fleet', 'address'] as const;
type ConfigSource = (typeof SOURCES)[number];

/** Values in their original form, of any type. */
export type RawValues = Readonly<Record<string, unknown>>;

/** The kind of a problem. The panel describes it in its language. */
export type ProblemKind = 'unknown' | 'unfit' | 'pin-in-address' | FileFailure;
/** Why there is no new settings file. */
export type FileFailure = 'file-late' | 'file-unreachable' | 'file-damaged';

export interface ConfigProblem {
  readonly source: ConfigSource;
  readonly kind: ProblemKind;
  /** Name of the setting or the file. */
  readonly name: string;
  /** The value in its original form; empty without one. */
  readonly value: string;
  /** Reason in English, for the log. */
  readonly reason: string;
}

export interface MergedConfig {
  readonly config: KioskConfig;
  readonly problems: readonly ConfigProblem[];
  /** Fields that the fleet or the address sets: the panel cannot change them. */
  readonly fixedBy: ReadonlyMap<KioskField, 'fleet' | 'address'>;
}

/** Longest part of a bad value that a message repeats. */
const SHOWN_CHARACTERS = 60;

/**
 * Merges all sources into one configuration. An invalid value is reported and ignored, so that the
 * value of an earlier source, or the default, stays.
 */
export function mergeConfig(
  sources: Readonly<Partial<Record<ConfigSource, RawValues>>>,
): MergedConfig {
  const values: Record<string, unknown> = { ...DEFAULT_KIOSK_CONFIG };
  const problems: ConfigProblem[] = [];
  const fixedBy = new Map<KioskField, 'fleet' | 'address'>();
  for (const source of SOURCES) {
    for (const [name, value] of Object.entries(sources[source] ?? {})) {
      const problem = (kind: ProblemKind, reason: string) =>
        problems.push({ source, kind, name, value: shown(value), reason });
      if (!isField(name)) {
        // An address contains other parameters too, and a comment in a file starts with "_".
        if (source !== 'address' && !name.startsWith('_')) {
          problem('unknown', 'there is no such setting');
        }
        continue;
      }
      if (name === 'pin' && source === 'address') {
        // Otherwise a visitor could remove the PIN with an address.
        problem('pin-in-address', 'an address cannot set the PIN');
        continue;
      }
      const reading = readField(name, value);
      if (reading.fits) {
        values[name] = reading.value;
        if (source === 'fleet' || source === 'address') fixedBy.set(name, source);
      } else {
        problem('unfit', reading.reason);
      }
    }
  }
  const config = values as KioskConfig;
  if (config.noticeHeight > config.faceHeight) {
    // Every face that counts is also noticed, so it is enough to set `faceHeight`.
    return { config: { ...config, noticeHeight: config.faceHeight }, problems, fixedBy };
  }
  return { config, problems, fixedBy };
}

/** The settings in an address, converted to the type of their field where possible. */
export function valuesFromAddress(search: string): RawValues {
  const values: Record<string, unknown> = {};
  for (const [name, text] of new URLSearchParams(search)) {
    if (isField(name)) values[name] = fromText(name, text);
  }
  return values;
}

/** The object in a JSON text; null for any other content. An empty text gives an empty object. */
export function valuesFromJson(text: string | null): RawValues | null {
  if (!text?.trim()) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    return null;
  } catch {
    return null;
  }
}

function isField(name: string): name is KioskField {
  return (KIOSK_FIELD_NAMES as readonly string[]).includes(name);
}

function fromText(field: KioskField, text: string): unknown {
  const { kind } = fieldKind(field);
  if (kind === 'number') return text.trim() === '' ? text : Number(text);
  if (kind === 'flag' && (text === 'true' || text === 'false')) return text === 'true';
  if (kind === 'areas') return listFromJson(text);
  return text;
}

/** The text itself if it is not a list: `mergeConfig` then reports it. */
function listFromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
