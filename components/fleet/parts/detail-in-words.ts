import type { FieldNames } from '../settings/field-names';
import { wordOf } from './word-of';

/** By the key under which the server stores a code, the words for such codes. */
type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Settings in one line: `Language: ko · Most people: 3`. */
export function valuesInWords(values: object, labels: FieldNames): string {
  const entries = Object.entries(values).map(
    ([name, value]) => `${wordOf(labels, name) ?? name}: ${textOf(value)}`,
  );
  return entries.join(' · ');
}

/** The detail of an entry in the audit log, which is a sentence or JSON. */
export function detailInWords(detail: string, names: Names, labels: FieldNames): string {
  const content = parsed(detail);
  if (typeof content !== 'object' || content === null) return detail;
  const parts = Object.entries(content).map(([key, value]) => {
    if (key === 'values') return valuesInWords(value, labels);
    const words = wordOf(names, key) ?? {};
    return [value]
      .flat()
      .map((one) => wordOf(words, one) ?? textOf(one))
      .join(', ');
  });
  return parts.filter((part) => part !== '').join(' · ');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
