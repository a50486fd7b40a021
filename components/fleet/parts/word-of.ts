/**
 * The word for a code that a kiosk or the server sent; undefined where there is none. Only own names count:
 * an object gives something for `__proto__`, too, which no page can show.
 */
export function wordOf<Word>(
  words: Readonly<Record<string, Word>>,
  code: string | null,
): Word | undefined {
  return code !== null && Object.hasOwn(words, code) ? words[code] : undefined;
}
