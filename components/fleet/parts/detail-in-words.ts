import type { FieldNames } from '../settings/field-names';

/** What the server stores under a code, by its words: scopes, commands, kiosks by their ids. */
type Names = Readonly<Record<string, string>>;

/** Settings in one line: `Language: ko · Most people: 3`. */
export function valuesInWords(values: object, labels: FieldNames): string {
  const entries = Object.entries(values).map(
    ([name, value]) => `${labels[name] ?? name}: ${textOf(value)}`,
  );
  return entries.join(' · ');
}

/** The detail of an entry in the audit log, which is a sentence or JSON. */
export function detailInWords(detail: string, names: Names, labels: FieldNames): string {
  const content = parsed(detail);
  if (typeof content !== 'object' || content === null) return detail;
  const parts = Object.entries(content).map(([key, value]) => {
    if (key === 'values') return valuesInWords(value, labels);
    return [value]
      .flat()
      .map((one) => names[one] ?? textOf(one))
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
