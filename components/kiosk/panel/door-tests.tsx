'use client';

import { useState } from 'react';
import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import { browserSerial } from '@/lib/kiosk/door/serial-door';
import type { Door, DoorKind } from '../running/use-door';

const BUTTON = 'min-h-11 rounded-xl border border-line px-4 text-sm hover:bg-ink/8';

/** Tries the door, and says how its signals fared. */
export function DoorTests(props: {
  readonly door: Door;
  readonly messages: KioskSettingsMessages;
}) {
  const { door, messages } = props;
  const [outcome, setOutcome] = useState('');

  const test = async (kind: DoorKind) => {
    setOutcome('…');
    setOutcome((await door.test(kind)) ?? messages.testWorked);
  };
  const choose = async () => {
    const serial = browserSerial();
    if (!serial) return setOutcome(messages.noSerial);
    // Rejects when the user closes the browser's list without a choice.
    await serial.requestPort().catch(() => undefined);
  };
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      <button type="button" className={BUTTON} onClick={() => test('http')}>
        {messages.testHttp}
      </button>
      <button type="button" className={BUTTON} onClick={choose}>
        {messages.chooseBoard}
      </button>
      <button type="button" className={BUTTON} onClick={() => test('serial')}>
        {messages.testSerial}
      </button>
      <p role="status" className="w-full text-sm" data-door-outcome>
        {outcome}
      </p>
      <p className="w-full text-sm text-muted">
        {messages.signals(door.signals, door.failures)}
        {door.lastFailure && <br />}
        {door.lastFailure}
      </p>
    </div>
  );
}
