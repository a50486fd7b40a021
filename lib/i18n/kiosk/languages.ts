import { KIOSK_LANGUAGES, type KioskConfig, type KioskLanguage } from '../../kiosk/config.ts';
import { isLanguageTag } from '../language-tag.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import type { KioskMessages } from './messages.ts';
import { zh } from './zh.ts';
import { zhHant } from './zh-hant.ts';

export const KIOSK_MESSAGES: Readonly<Record<KioskLanguage, KioskMessages>> = {
  en,
  ko,
  ja,
  zh,
  'zh-Hant': zhHant,
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
  return wanted.map(fromTag).find((language) => language !== undefined) ?? 'en';
}

function fromTag(tag: string): KioskLanguage | undefined {
  if (!isLanguageTag(tag)) return undefined;
  const { language, script } = new Intl.Locale(tag).maximize();
  // Taiwan, Hong Kong and Macao write Traditional Chinese.
  if (language === 'zh') return script === 'Hant' ? 'zh-Hant' : 'zh';
  return KIOSK_LANGUAGES.find((code) => code === language);
}
