import { describe, expect, it } from 'vitest';
import { chooseLocale, LOCALES, MESSAGES } from '@/lib/i18n/locale';

describe('chooseLocale', () => {
  it('takes the first supported language', () => {
    expect(chooseLocale(['de-AT', 'ko-KR', 'en'])).toBe('ko');
    expect(chooseLocale(['EN-gb', 'ko'])).toBe('en');
  });

  it('falls back to English', () => {
    expect(chooseLocale(['fr', 'de'])).toBe('en');
    expect(chooseLocale([])).toBe('en');
  });
});

describe('the message tables', () => {
  it.each(LOCALES)('%s has no empty text and says what to do about every failure', (locale) => {
    const messages = MESSAGES[locale];
    for (const { title, help } of Object.values(messages.failure.byCode)) {
      expect(title.length).toBeGreaterThan(4);
      expect(help.length).toBeGreaterThan(15);
    }
    expect(emptyTexts(messages)).toEqual([]);
  });
});

function emptyTexts(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.trim() ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => emptyTexts(inner, `${path}.${key}`));
}
