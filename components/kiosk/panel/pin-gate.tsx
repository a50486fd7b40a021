'use client';

import { useEffect, useState } from 'react';
import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import { PRIMARY_BUTTON } from '../../shell/button-styles';

/** Trying all PINs by hand would take days. */
const PAUSE_AFTER_WRONG_MS = 3000;

export function PinGate(props: {
  readonly pin: string;
  readonly messages: KioskSettingsMessages;
  readonly onOpen: () => void;
}) {
  const { pin, messages, onOpen } = props;
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    if (!wrong) return;
    const timer = setTimeout(() => setWrong(false), PAUSE_AFTER_WRONG_MS);
    return () => clearTimeout(timer);
  }, [wrong]);
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong) return;
        if (typed === pin) onOpen();
        else setWrong(true);
        setTyped('');
      }}
    >
      <label className="grow text-sm font-medium">
        {messages.pinPrompt}
        <input
          type="password"
          inputMode="numeric"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the only thing in a dialog that somebody opened
          autoFocus
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          className="mt-1 min-h-11 w-full rounded-xl border border-line bg-paper px-3 text-base"
        />
      </label>
      <button type="submit" className={PRIMARY_BUTTON}>
        {messages.open}
      </button>
      {wrong && (
        <p role="alert" className="w-full text-sm">
          {messages.pinWrong}
        </p>
      )}
    </form>
  );
}
