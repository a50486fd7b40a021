import {
  DEFAULT_KIOSK_CONFIG,
  fieldKind,
  KIOSK_FIELD_NAMES,
  KIOSK_FIELDS,
  type KioskConfig,
  type KioskField,
} from './config.ts';

/** Where values come from, the later ones winning: defaults, then these in order. */
export type ConfigSource = 'file' | 'saved' | 'address';

/** Values as they came, from nobody knows where. */
export type RawValues = Readonly<Record<string, unknown>>;

export interface ConfigProblem {
  readonly source: ConfigSource;
  /** Of the value, or of the field that there is none of. */
  readonly name: string;
  readonly value: string;
  /** For whoever installs the kiosk, in English. */
  readonly reason: string;
}

export interface MergedConfig {
  readonly config: KioskConfig;
  readonly problems: readonly ConfigProblem[];
  /** Fields that only the address decides. */
  readonly fromAddress: ReadonlySet<KioskField>;
}

/** Longest part of a bad value that a message repeats. */
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
      const problem = (reason: string) =>
        problems.push({ source, name, value: shown(value), reason });
      if (!isField(name)) {
        // An address carries other parameters as well, and a comment in a file starts with "_".
        if (source !== 'address' && !name.startsWith('_')) problem('there is no such setting');
        continue;
      }
      const parsed = KIOSK_FIELDS[name].safeParse(value);
      // Undefined would be taken for the default.
      if (parsed.success && value !== undefined) {
        values[name] = parsed.data;
        if (source === 'address') fromAddress.add(name);
      } else problem(parsed.error?.issues.map(({ message }) => message).join('; ') ?? 'no value');
    }
  }
  const config = values as KioskConfig;
  if (config.noticeHeight > config.faceHeight) {
    // Whoever counts is noticed; nobody needs to set both.
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

/** What a JSON text holds; a text that is none is one bad value. */
export function valuesFromJson(text: string | null): RawValues {
  if (!text?.trim()) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    return { JSON: text };
  } catch {
    return { JSON: text };
  }
}

function isField(name: string): name is KioskField {
  return (KIOSK_FIELD_NAMES as readonly string[]).includes(name);
}

function fromText(field: KioskField, text: string): unknown {
  const { kind } = fieldKind(field);
  if (kind === 'number') return text.trim() === '' ? text : Number(text);
  if (kind === 'flag' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
