import {
  DEFAULT_KIOSK_CONFIG,
  fieldKind,
  KIOSK_FIELD_NAMES,
  KIOSK_FIELDS,
  type KioskConfig,
  type KioskField,
} from './config.ts';

/** Where values come from, the later ones winning: defaults, then these in order. */
type ConfigSource = 'file' | 'saved' | 'address';

/** Values as they came, of any type. */
export type RawValues = Readonly<Record<string, unknown>>;

/** What is wrong, for words in the language of the panel. */
export type ProblemKind = 'unknown' | 'unfit' | 'pin-in-address' | FileFailure;
/** Why there is no new settings file. */
export type FileFailure = 'file-late' | 'file-unreachable' | 'file-damaged';

export interface ConfigProblem {
  readonly source: ConfigSource;
  readonly kind: ProblemKind;
  /** Of the setting, or of the file. */
  readonly name: string;
  /** As it came; empty where there is none. */
  readonly value: string;
  /** In English, for the log. */
  readonly reason: string;
}

export interface MergedConfig {
  readonly config: KioskConfig;
  readonly problems: readonly ConfigProblem[];
  /** Fields that the address decides: the panel cannot change them. */
  readonly fromAddress: ReadonlySet<KioskField>;
}

/** The most of a bad value that a message repeats. */
const SHOWN_CHARACTERS = 60;

/**
 * One configuration from all sources. A value that does not fit is named and left out, so that the
 * next source's, or the default, holds.
 */
export function mergeConfig(sources: Readonly<Record<ConfigSource, RawValues>>): MergedConfig {
  const values: Record<string, unknown> = { ...DEFAULT_KIOSK_CONFIG };
  const problems: ConfigProblem[] = [];
  const fromAddress = new Set<KioskField>();
  for (const source of ['file', 'saved', 'address'] as const) {
    for (const [name, value] of Object.entries(sources[source])) {
      const problem = (kind: ProblemKind, reason: string) =>
        problems.push({ source, kind, name, value: shown(value), reason });
      if (!isField(name)) {
        // An address carries other parameters as well, and a comment in a file starts with "_".
        if (source !== 'address' && !name.startsWith('_')) {
          problem('unknown', 'there is no such setting');
        }
        continue;
      }
      if (name === 'pin' && source === 'address') {
        // Or a visitor could take the PIN away by typing an address.
        problem('pin-in-address', 'an address cannot set the PIN');
        continue;
      }
      const parsed = KIOSK_FIELDS[name].safeParse(value);
      // Undefined would be taken for the default.
      if (parsed.success && value !== undefined) {
        values[name] = parsed.data;
        if (source === 'address') fromAddress.add(name);
      } else {
        problem(
          'unfit',
          parsed.error?.issues.map(({ message }) => message).join('; ') ?? 'no value',
        );
      }
    }
  }
  const config = values as KioskConfig;
  if (config.noticeHeight > config.faceHeight) {
    // A face that counts is noticed, too: nobody needs to set both.
    return { config: { ...config, noticeHeight: config.faceHeight }, problems, fromAddress };
  }
  return { config, problems, fromAddress };
}

/** The parameters of an address that are settings, as values of their kind where they can be. */
export function valuesFromAddress(search: string): RawValues {
  const values: Record<string, unknown> = {};
  for (const [name, text] of new URLSearchParams(search)) {
    if (isField(name)) values[name] = fromText(name, text);
  }
  return values;
}

/** The object that a JSON text holds; null where it holds none. An empty text is an empty object. */
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

/** The text itself where it is no list: it is then named as a problem. */
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
