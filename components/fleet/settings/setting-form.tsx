'use client';

import { type FormEvent, useId, useState } from 'react';
import { FLEET_FIELD_NAMES, fleetFieldKind } from '@/lib/fleet/protocol/fleet-settings';
import type { FleetMessages } from '@/lib/i18n/fleet/messages';
import { KIOSK_FIELD_NAMES } from '@/lib/kiosk/config';
import { QUIET_BUTTON } from '../../shell/button-styles';
import { FIELD } from '../parts/card';
import type { FieldNames } from './field-names';

const ALL_FIELDS = [...FLEET_FIELD_NAMES, ...KIOSK_FIELD_NAMES];

/** Sets one more setting. The server checks its value and says what is wrong with it. */
export function SettingForm(props: {
  readonly labels: FieldNames;
  readonly messages: FleetMessages['settings'];
  readonly onSet: (name: string, value: unknown) => void;
}) {
  const { labels, messages, onSet } = props;
  const [name, setName] = useState<(typeof ALL_FIELDS)[number]>('heartbeatSeconds');
  const valueId = useId();
  const kind = fleetFieldKind(name);
  const options = kind.kind === 'choice' ? kind.options : ['true', 'false'];
  const set = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('value'));
    onSet(name, asValue(kind.kind, text));
  };
  return (
    <form onSubmit={set} className="flex flex-wrap items-end gap-3">
      <label className="flex max-w-full flex-col gap-1">
        {messages.field}
        <select
          value={name}
          onChange={({ target }) => setName(target.value as typeof name)}
          className={FIELD}
        >
          {ALL_FIELDS.map((field) => (
            <option key={field} value={field}>
              {labels[field]}
            </option>
          ))}
        </select>
      </label>
      <div className="flex flex-col gap-1">
        <label htmlFor={valueId}>{messages.value}</label>
        {kind.kind === 'choice' || kind.kind === 'flag' ? (
          <select id={valueId} key={name} name="value" className={FIELD}>
            {options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>
        ) : (
          <input
            id={valueId}
            key={name}
            name="value"
            className={FIELD}
            {...(kind.kind === 'number' && {
              type: 'number',
              min: kind.min,
              max: kind.max,
              step: 'any',
              required: true,
            })}
          />
        )}
      </div>
      <button type="submit" className={QUIET_BUTTON}>
        {messages.set}
      </button>
    </form>
  );
}

/** A value as its field wants it; what does not fit stays text, and the server says so. */
function asValue(kind: string, text: string): unknown {
  if (kind === 'number') return Number(text);
  if (kind === 'flag') return text === 'true';
  if (kind !== 'areas') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
