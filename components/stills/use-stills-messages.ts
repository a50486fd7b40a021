'use client';

import { STILLS_MESSAGES } from '@/lib/i18n/stills/languages';
import type { StillsMessages } from '@/lib/i18n/stills/messages';
import { useLocale } from '../shell/use-messages';

export function useStillsMessages(): StillsMessages {
  return STILLS_MESSAGES[useLocale()];
}
