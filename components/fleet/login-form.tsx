'use client';

import { type FormEvent, useState } from 'react';
import type { Session } from '@/lib/fleet/operators/operators';
import type { FleetMessages } from '@/lib/i18n/fleet/messages';
import { PRIMARY_BUTTON } from '../shell/button-styles';
import { logIn } from './fleet-client';
import { FIELD } from './parts/card';

export function LoginForm(props: {
  readonly messages: FleetMessages['login'];
  readonly onSession: (session: Session | null) => void;
  readonly onFailure: (error: Error | null) => void;
}) {
  const { messages, onSession, onFailure } = props;
  const [isWaiting, setIsWaiting] = useState(false);
  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setIsWaiting(true);
    try {
      onSession(await logIn(String(given.get('name')), String(given.get('password'))));
      onFailure(null);
    } catch (error) {
      onFailure(error as Error);
    } finally {
      setIsWaiting(false);
    }
  };
  return (
    <form onSubmit={enter} className="flex max-w-sm flex-col gap-3">
      <label className="flex max-w-full flex-col gap-1">
        {messages.name}
        <input name="name" autoComplete="username" required className={FIELD} />
      </label>
      <label className="flex max-w-full flex-col gap-1">
        {messages.password}
        <input
          name="password"
          type="password"
          autoComplete="current-password"
          required
          className={FIELD}
        />
      </label>
      <button type="submit" disabled={isWaiting} className={PRIMARY_BUTTON}>
        {messages.enter}
      </button>
    </form>
  );
}
