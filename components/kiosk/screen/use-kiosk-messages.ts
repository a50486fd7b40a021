'use client';

import { useEffect, useState } from 'react';
import { KIOSK_MESSAGES, screenLanguages } from '@/lib/i18n/kiosk/languages';
import type { KioskMessages } from '@/lib/i18n/kiosk/messages';
import type { KioskConfig } from '@/lib/kiosk/config';

/** The messages in the current language of the screen. */
export function useKioskMessages(config: KioskConfig): KioskMessages {
  const languages = screenLanguages(config, navigator.languages);
  const [turn, setTurn] = useState(0);
  const { alternateSeconds } = config;
  const alternates = languages.length > 1;
  useEffect(() => {
    if (!alternates) return;
    const timer = setInterval(() => setTurn((n) => n + 1), alternateSeconds * 1000);
    return () => clearInterval(timer);
  }, [alternates, alternateSeconds]);
  return KIOSK_MESSAGES[languages[turn % languages.length] ?? 'en'];
}
