'use client';

import { useCallback, useRef, useState } from 'react';
import { KIOSK_SETTINGS_MESSAGES } from '@/lib/i18n/kiosk-settings/languages';
import { useLocale } from '../../shell/use-messages';
import type { KioskModel } from '../use-kiosk';
import { PanelContent } from './panel-content';
import { PinGate } from './pin-gate';
import { usePanelOpening } from './use-panel-opening';

/** The settings, hidden from visitors. A long press on a corner or the key S opens them. */
export function KioskPanel({ model }: { readonly model: KioskModel }) {
  const { pin } = model.settings.config;
  const dialog = useRef<HTMLDialogElement>(null);
  const [isShown, setIsShown] = useState(false);
  const [isUnlocked, setIsUnlocked] = useState(false);
  const locale = useLocale();
  const messages = KIOSK_SETTINGS_MESSAGES[locale];
  usePanelOpening(
    useCallback(() => {
      if (dialog.current?.open) return;
      setIsShown(true);
      dialog.current?.showModal();
    }, []),
  );
  const unlock = useCallback(() => setIsUnlocked(true), []);
  const onClose = () => {
    setIsShown(false);
    setIsUnlocked(false);
  };
  return (
    <dialog
      ref={dialog}
      // The page behind the panel may have another language.
      lang={locale}
      dir="ltr"
      onClose={onClose}
      aria-label={messages.title}
      className="kiosk-panel m-auto max-h-[94dvh] w-[min(64em,96vw)] overflow-auto rounded-2xl border border-line bg-surface p-[1.25em] text-ink shadow-2xl backdrop:bg-black/60"
    >
      {isShown &&
        (isUnlocked || pin === '' ? (
          <PanelContent model={model} messages={messages} onClose={() => dialog.current?.close()} />
        ) : (
          <PinGate pin={pin} messages={messages.pin} onOpen={unlock} />
        ))}
    </dialog>
  );
}
