import { en } from './en.ts';
import { ko } from './ko.ts';
import type { Messages } from './messages.ts';

export const MESSAGES = { en, ko } as const satisfies Record<string, Messages>;
export type Locale = keyof typeof MESSAGES;
export const LOCALES = Object.keys(MESSAGES) as readonly Locale[];
export const DEFAULT_LOCALE: Locale = 'en';

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/**
 * The first supported language.
 * @param wanted BCP 47 tags in order of preference, as in `navigator.languages`
 */
export function chooseLocale(wanted: readonly string[]): Locale {
  const languages = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return languages.find(isLocale) ?? DEFAULT_LOCALE;
}
