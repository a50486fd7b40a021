import { KIOSK_LANGUAGES, type KioskConfig, type KioskLanguage } from '../../kiosk/config.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import type { KioskMessages } from './messages.ts';
import { zh } from './zh.ts';

export const KIOSK_MESSAGES: Readonly<Record<KioskLanguage, KioskMessages>> = {
  en,
  ko,
  ja,
  zh,
  es,
  fr,
  de,
  ar,
};

/**
 * The languages that the screen alternates between, one or two.
 * @param wanted BCP 47 tags, the most wanted first, for `auto`
 */
export function screenLanguages(
  { language, secondLanguage }: Pick<KioskConfig, 'language' | 'secondLanguage'>,
  wanted: readonly string[],
): readonly KioskLanguage[] {
  const first = language === 'auto' ? fromTags(wanted) : language;
  return secondLanguage === 'none' || secondLanguage === first ? [first] : [first, secondLanguage];
}

function fromTags(wanted: readonly string[]): KioskLanguage {
  const codes = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return KIOSK_LANGUAGES.find((language) => language === codes.find(isLanguage)) ?? 'en';
}

function isLanguage(code: string | undefined): boolean {
  return KIOSK_LANGUAGES.some((language) => language === code);
}
