'use client';

import { useId, useState } from 'react';
import { hashPin, isPlainPin } from '@/lib/kiosk/pin';
import { PANEL_BUTTON, PANEL_HINT, PANEL_INPUT } from '../panel-styles';
import { FieldFrame, type FieldProps, hintId } from './field-frame';

/** Sets the PIN. It is stored as a hash and never shown. */
export function PinField(props: FieldProps & { readonly field: 'pin' }) {
  const { settings, messages } = props;
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isInvalid, setIsInvalid] = useState(false);
  const [isSecure, setIsSecure] = useState(true);
  const [hash, setHash] = useState('');
  const isSet = settings.config.pin !== '';

  const set = async () => {
    setIsInvalid(!isPlainPin(typed));
    if (!isPlainPin(typed)) return;
    try {
      const next = await hashPin(typed);
      settings.change({ pin: next });
      setHash(next);
      setTyped('');
    } catch {
      setIsSecure(false);
    }
  };
  const remove = () => {
    settings.change({ pin: '' });
    setHash('');
  };
  return (
    <FieldFrame {...props} id={id} isInvalid={isInvalid}>
      <input
        id={id}
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        value={typed}
        aria-invalid={isInvalid}
        aria-describedby={hintId(id)}
        className={PANEL_INPUT}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void set();
        }}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="button" className={PANEL_BUTTON} onClick={set}>
          {messages.pin.set}
        </button>
        <button type="button" className={PANEL_BUTTON} onClick={remove} disabled={!isSet}>
          {messages.pin.remove}
        </button>
      </div>
      <p role="status" className={PANEL_HINT} data-pin-set={isSet}>
        {isSet ? messages.pin.isSet : messages.pin.isNotSet} {!isSecure && messages.pin.notSecure}
        {hash && (
          <>
            {messages.pin.forFile}
            <code className="mt-1 block break-all select-all">{hash}</code>
          </>
        )}
      </p>
    </FieldFrame>
  );
}
