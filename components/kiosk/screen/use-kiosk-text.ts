'use client';

import { useEffect, useState } from 'react';
import { KIOSK_MESSAGES, screenLanguages } from '@/lib/i18n/kiosk/languages';
import type { KioskMessages, StateText } from '@/lib/i18n/kiosk/messages';
import type { KioskConfig } from '@/lib/kiosk/config';
import type { KioskState } from '@/lib/kiosk/policy';

/** The language that is on the screen now. */
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

/** What stands on the screen in a state. */
export function stateText(
  state: KioskState,
  messages: KioskMessages,
  { group, policy }: { readonly group: boolean } & Pick<KioskConfig, 'policy'>,
): StateText {
  const text = messages.states[state];
  const reminded = state === 'no-mask' || state === 'incorrect';
  if (policy === 'reminder' && reminded) return { ...text, detail: messages.reminder };
  if (!group || !hasGroupText(state)) return text;
  return { ...text, detail: messages.group[state] };
}

function hasGroupText(state: KioskState): state is keyof KioskMessages['group'] {
  return state === 'pass' || state === 'no-mask' || state === 'incorrect' || state === 'unsure';
}
