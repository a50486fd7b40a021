import { describe, expect, it } from 'vitest';
import { stateText } from '@/components/kiosk/screen/kiosk-text';
import { KIOSK_MESSAGES, screenLanguages } from '@/lib/i18n/kiosk/languages';
import { KIOSK_LANGUAGES, type KioskLanguage } from '@/lib/kiosk/config';
import type { WornWay } from '@/lib/vision/labels';

describe('screenLanguages', () => {
  it.each<[string, string, string[], string[]]>([
    ['auto', 'none', ['de-AT', 'en'], ['de']],
    ['auto', 'none', ['pt-BR', 'fr-CA', 'ko'], ['fr']],
    ['auto', 'none', ['pt-BR'], ['en']],
    ['auto', 'ko', ['ko-KR'], ['ko']],
    ['auto', 'none', ['C', 'ja'], ['ja']],
    ['auto', 'none', ['zh-CN'], ['zh']],
    ['auto', 'none', ['zh-TW', 'en'], ['zh-Hant']],
    ['auto', 'none', ['zh-HK'], ['zh-Hant']],
    ['auto', 'none', ['zh-Hant-MO'], ['zh-Hant']],
    ['auto', 'none', ['zh-Hans-HK'], ['zh']],
    ['ar', 'en', ['de'], ['ar', 'en']],
    ['ja', 'ja', ['de'], ['ja']],
  ])('%s and %s, for %j: %j', (language, secondLanguage, wanted, expected) => {
    const config = {
      language: language as KioskLanguage,
      secondLanguage: secondLanguage as KioskLanguage,
    };
    expect(screenLanguages(config, wanted)).toEqual(expected);
  });
});

describe.each(KIOSK_LANGUAGES)('%s', (language) => {
  const messages = KIOSK_MESSAGES[language];

  it('has a short, unique title for each state, and no empty text', () => {
    const said = [...Object.values(messages.states), messages.underChin];
    const titles = said.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title.length, title).toBeLessThanOrEqual(24);
    const texts: string[] = [];
    JSON.stringify(messages, (_, value) => {
      if (typeof value === 'string') texts.push(value);
      return value;
    });
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  });

  it('has a tag that Intl.DateTimeFormat supports, and the right direction', () => {
    expect(Intl.DateTimeFormat.supportedLocalesOf(messages.tag)).toEqual([messages.tag]);
    expect(messages.direction).toBe(language === 'ar' ? 'rtl' : 'ltr');
  });
});

describe('stateText', () => {
  const en = KIOSK_MESSAGES.en;
  it('addresses a group, and reminds under the reminder policy', () => {
    const detail = (group: boolean, policy: 'must-wear' | 'reminder') =>
      stateText({ state: 'no-mask', worn: null, group, policy }, en).detail;
    expect(detail(false, 'must-wear')).toBe(en.states['no-mask'].detail);
    expect(detail(true, 'must-wear')).toBe(en.group['no-mask']);
    expect(detail(true, 'reminder')).toBe(en.reminder);
    const idle = { state: 'idle', worn: null, group: true, policy: 'reminder' } as const;
    expect(stateText(idle, en)).toBe(en.states.idle);
  });

  it('has a separate text for a mask under the chin', () => {
    const text = (worn: WornWay | null) =>
      stateText({ state: 'incorrect', worn, group: false, policy: 'must-wear' }, en);
    expect(text('under_chin')).toBe(en.underChin);
    expect(text('nose_uncovered')).toBe(en.states.incorrect);
    expect(text(null)).toBe(en.states.incorrect);
  });
});
