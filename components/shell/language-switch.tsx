'use client';

import { isLocale, LOCALES, MESSAGES } from '@/lib/i18n/locale';
import { useLocale, useMessages } from './use-messages';
import { changeSettings } from './use-settings';

export function LanguageSwitch() {
  const locale = useLocale();
  const messages = useMessages();
  return (
    <select
      aria-label={messages.changeLanguage}
      value={locale}
      onChange={({ target }) => {
        if (isLocale(target.value)) changeSettings({ locale: target.value });
      }}
      className="ml-auto min-h-10 rounded-lg border border-line bg-surface px-2.5 text-sm text-ink"
    >
      {LOCALES.map((choice) => (
        <option key={choice} value={choice} lang={choice}>
          {MESSAGES[choice].language}
        </option>
      ))}
    </select>
  );
}
