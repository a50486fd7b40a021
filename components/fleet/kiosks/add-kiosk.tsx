'use client';

import type { FormEvent } from 'react';
import type { FleetMessages } from '@/lib/i18n/fleet/messages';
import { QUIET_BUTTON } from '../../shell/button-styles';
import type { Change } from '../board-props';
import { FIELD } from '../parts/card';

/** Adds a kiosk and shows the code that enrols it. */
export function AddKiosk(props: {
  readonly messages: FleetMessages['kiosks'];
  readonly places: readonly string[];
  readonly onChange: Change;
  readonly onCode: (code: string) => void;
}) {
  const { messages, places, onChange, onCode } = props;
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { name, place } = Object.fromEntries(new FormData(form));
    const made = await onChange<{ code: string }>('POST', '/kiosks', { name, place });
    if (!made) return;
    onCode(made.code);
    form.reset();
  };
  return (
    <form onSubmit={add} className="mb-3 flex flex-wrap items-end gap-3">
      <label className="flex max-w-full flex-col gap-1">
        {messages.name}
        <input name="name" required maxLength={100} className={FIELD} />
      </label>
      <label className="flex max-w-full flex-col gap-1">
        {messages.place}
        <input name="place" required maxLength={100} list="fleet-places" className={FIELD} />
        <datalist id="fleet-places">
          {places.map((place) => (
            <option key={place} value={place} />
          ))}
        </datalist>
      </label>
      <button type="submit" className={QUIET_BUTTON}>
        {messages.add}
      </button>
    </form>
  );
}
