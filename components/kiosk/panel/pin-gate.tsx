'use client';

import { useState } from 'react';
import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import { PRIMARY_BUTTON } from '../../shell/button-styles';
import { PANEL_INPUT } from './panel-styles';
import { usePinEntry } from './use-pin-entry';

/** Asks for the PIN before it shows the settings. */
export function PinGate(props: {
  /** Plain PIN or its hash. */
  readonly pin: string;
  readonly messages: KioskSettingsMessages['pin'];
  readonly onOpen: () => void;
}) {
  const { pin, messages, onOpen } = props;
  const [typed, setTyped] = useState('');
  const { enter, refusal, waitSeconds } = usePinEntry(pin, onOpen);
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void enter(typed);
        setTyped('');
      }}
    >
      <label className="grow font-medium">
        {messages.prompt}
        <input
          type="password"
          inputMode="numeric"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the only thing in a dialog that somebody opened
          autoFocus
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          className={PANEL_INPUT}
        />
      </label>
      <button type="submit" className={PRIMARY_BUTTON} disabled={waitSeconds > 0}>
        {messages.open}
      </button>
      <p role="alert" className="w-full" data-pin-refusal={refusal ?? ''}>
        {refusal === 'wrong' && messages.wrong}
        {refusal === 'not-secure' && messages.notSecure}{' '}
        {waitSeconds > 0 && messages.wait(waitSeconds)}
      </p>
    </form>
  );
}
