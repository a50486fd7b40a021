'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { chooseLocale, DEFAULT_LOCALE, type Locale, MESSAGES } from '@/lib/i18n/locale';
import type { Messages } from '@/lib/i18n/messages';
import { useSettings } from './use-settings';

/** The selected language, else the browser's. */
export function useLocale(): Locale {
  const { locale } = useSettings();
  const browserLocale = useSyncExternalStore(
    onLanguageChange,
    () => chooseLocale(navigator.languages),
    () => DEFAULT_LOCALE,
  );
  return locale ?? browserLocale;
}

export function useMessages(): Messages {
  return MESSAGES[useLocale()];
}

/** Sets the language of the document, e.g. for screen readers. */
export function useDocumentLanguage(): void {
  const locale = useLocale();
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
}

function onLanguageChange(listener: () => void): () => void {
  window.addEventListener('languagechange', listener);
  return () => window.removeEventListener('languagechange', listener);
}
