'use client';

import { type FormEvent, useRef } from 'react';
import type { KioskRow } from '@/lib/fleet/protocol/figures';
import type { FleetMessages } from '@/lib/i18n/fleet/messages';
import { useQuestion } from '../../records/use-question';
import type { Change } from '../board-props';
import { FIELD } from '../parts/card';

const LINK = 'min-h-8 text-accent underline underline-offset-4';

/** Renames, moves, revokes or deletes a kiosk, or gives it a new code. */
export function KioskActions(props: {
  readonly kiosk: KioskRow;
  readonly messages: FleetMessages['kiosks'];
  readonly onChange: Change;
  readonly onCode: (code: string) => void;
}) {
  const { kiosk, messages, onChange, onCode } = props;
  const whole = useRef<HTMLDetailsElement>(null);
  const { ask, question } = useQuestion({
    name: kiosk.name,
    yes: messages.yes,
    no: messages.no,
  });
  const path = `/kiosks/${kiosk.id}`;
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.currentTarget));
    if (await onChange('PATCH', path, body)) whole.current?.removeAttribute('open');
  };
  const renew = async () => {
    const made = await onChange<{ code: string }>('POST', `${path}/code`);
    if (made) onCode(made.code);
  };
  const revoke = async () => {
    if (await ask(messages.revokeQuestion(kiosk.name))) await onChange('POST', `${path}/revoke`);
  };
  const remove = async () => {
    if (await ask(messages.deleteQuestion(kiosk.name))) await onChange('DELETE', path);
  };
  return (
    <details ref={whole}>
      <summary className="min-h-8 cursor-pointer whitespace-nowrap text-accent">
        {messages.change}
      </summary>
      <form onSubmit={save} className="flex flex-wrap items-center gap-2 py-2">
        {(['name', 'place'] as const).map((name) => (
          <input
            key={name}
            name={name}
            aria-label={messages[name]}
            defaultValue={kiosk[name]}
            required
            className={FIELD}
          />
        ))}
        <button type="submit" className={LINK}>
          {messages.save}
        </button>
      </form>
      <div className="flex flex-wrap gap-x-3">
        <button type="button" className={LINK} onClick={renew}>
          {messages.newCode}
        </button>
        {kiosk.presence !== 'revoked' && (
          <button type="button" className={LINK} onClick={revoke}>
            {messages.revoke}
          </button>
        )}
        <button type="button" className={LINK} onClick={remove}>
          {messages.delete}
        </button>
      </div>
      {question}
    </details>
  );
}
