'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Session } from '@/lib/fleet/operators/operators';
import { FLEET_MESSAGES } from '@/lib/i18n/fleet/languages';
import { QUIET_BUTTON } from '../shell/button-styles';
import { PageFrame } from '../shell/page-frame';
import { useLocale } from '../shell/use-messages';
import { FleetBoard } from './fleet-board';
import { currentSession, logOut, SessionEnded } from './fleet-client';
import { LoginForm } from './login-form';

/** The operators' page. */
export function FleetPage() {
  const locale = useLocale();
  const messages = FLEET_MESSAGES[locale];
  /** Undefined until it is known. */
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const [failure, setFailure] = useState('');
  const onFailure = useCallback((error: Error | null) => {
    if (error instanceof SessionEnded) setSession(null);
    setFailure(error?.message ?? '');
  }, []);
  useEffect(() => {
    currentSession().then(setSession, onFailure);
  }, [onFailure]);
  return (
    <PageFrame title={messages.title}>
      <div className="mx-auto flex min-h-dvh w-full max-w-7xl flex-col gap-5 px-4 pb-8 sm:px-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div>
            <h1 className="text-2xl font-semibold">{messages.title}</h1>
            <p className="mt-1 text-muted">{messages.lead}</p>
          </div>
          {session && (
            <button
              type="button"
              className={QUIET_BUTTON}
              onClick={() => logOut().then(() => setSession(null), onFailure)}
            >
              {messages.login.leave} ({session.operator})
            </button>
          )}
        </div>
        {failure && <p role="alert">{failure}</p>}
        {session === null && (
          <LoginForm messages={messages.login} onSession={setSession} onFailure={onFailure} />
        )}
        {session && (
          <FleetBoard session={session} messages={messages} locale={locale} onFailure={onFailure} />
        )}
      </div>
    </PageFrame>
  );
}
