/** Whether `Intl` takes a name for a language. Systems have locales that are none, such as `C`, and browsers pass them on. */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
