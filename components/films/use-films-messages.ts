'use client';

import { FILMS_MESSAGES } from '@/lib/i18n/films/languages';
import type { FilmsMessages } from '@/lib/i18n/films/messages';
import { useLocale } from '../shell/use-messages';

export function useFilmsMessages(): FilmsMessages {
  return FILMS_MESSAGES[useLocale()];
}
