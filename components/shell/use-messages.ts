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

/**
 * Sets the language of the document, e.g. for screen readers.
 * @param title of the page; absent for the first page
 */
export function useDocumentLanguage(title?: string): void {
  const locale = useLocale();
  useEffect(() => {
    const { product } = MESSAGES[locale];
    document.documentElement.lang = locale;
    document.title = title ? `${title} · ${product.name}` : `${product.name} · ${product.tagline}`;
  }, [locale, title]);
}

function onLanguageChange(listener: () => void): () => void {
  window.addEventListener('languagechange', listener);
  return () => window.removeEventListener('languagechange', listener);
}
