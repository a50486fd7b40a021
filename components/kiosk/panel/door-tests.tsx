'use client';

import { useState } from 'react';
import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import { browserSerial, chooseBoard } from '@/lib/kiosk/door/chosen-board';
import type { DoorWay } from '@/lib/kiosk/door/door-signals';
import type { Door } from '../running/use-door';
import { PANEL_BUTTON } from './panel-styles';

/** Tests the door and shows the results. */
export function DoorTests(props: {
  readonly door: Door;
  readonly messages: KioskSettingsMessages['door'];
}) {
  const { door, messages } = props;
  const [outcome, setOutcome] = useState('');

  const test = async (way: DoorWay) => {
    setOutcome('…');
    setOutcome((await door.test(way)) ?? messages.worked);
  };
  const choose = async () => {
    const serial = browserSerial();
    if (serial) await chooseBoard(serial);
    else setOutcome(messages.noSerial);
  };
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      <button type="button" className={PANEL_BUTTON} onClick={() => test('http')}>
        {messages.testHttp}
      </button>
      <button type="button" className={PANEL_BUTTON} onClick={choose}>
        {messages.chooseBoard}
      </button>
      <button type="button" className={PANEL_BUTTON} onClick={() => test('serial')}>
        {messages.testSerial}
      </button>
      <p role="status" className="w-full" data-door-outcome>
        {outcome}
      </p>
      <p className="w-full text-muted">
        {messages.signals(door.signals, door.failures)}
        {door.lastFailure && <br />}
        {door.lastFailure}
      </p>
    </div>
  );
}
