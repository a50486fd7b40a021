'use client';

import { useCallback, useMemo, useState } from 'react';
import type { Session } from '@/lib/fleet/operators/operators';
import type { KioskRow } from '@/lib/fleet/protocol/figures';
import { AuditCard } from './audit-card';
import type { BoardProps, Change } from './board-props';
import { CommandBar } from './command-bar';
import { FiguresCard } from './figures-card';
import { change } from './fleet-client';
import { AddKiosk } from './kiosks/add-kiosk';
import { CodeNotice } from './kiosks/code-notice';
import { KioskTable } from './kiosks/kiosk-table';
import { Card } from './parts/card';
import { SettingsCard } from './settings/settings-card';
import { TroublesCard } from './troubles-card';
import { useReading } from './use-reading';
import { WebhooksCard } from './webhooks-card';

const RENEW_MS = 10_000;

/** Everything that an operator sees. */
export function FleetBoard(props: BoardProps & { readonly session: Session }) {
  const { session, messages, onFailure } = props;
  const { answer, renew } = useReading<{ kiosks: readonly KioskRow[] }>(
    '/kiosks',
    RENEW_MS,
    onFailure,
  );
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [code, setCode] = useState<string | null>(null);
  const kiosks = useMemo(() => answer?.kiosks ?? [], [answer]);
  const places = useMemo(() => [...new Set(kiosks.map(({ place }) => place))].sort(), [kiosks]);
  const onChange: Change = useCallback(
    async <Answer,>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => {
      try {
        const done = await change<Answer>(session, method, path, body);
        onFailure(null);
        renew();
        return done;
      } catch (error) {
        onFailure(error as Error);
        return null;
      }
    },
    [session, onFailure, renew],
  );
  if (!answer) return null;
  return (
    <>
      <Card title={messages.kiosks.title}>
        {kiosks.length === 0 && <p className="mb-3">{messages.kiosks.none}</p>}
        <AddKiosk messages={messages.kiosks} places={places} onChange={onChange} onCode={setCode} />
        {code && <CodeNotice code={code} messages={messages.kiosks} />}
        {kiosks.length > 0 && (
          <KioskTable
            {...props}
            kiosks={kiosks}
            selected={selected}
            onSelect={setSelected}
            onChange={onChange}
            onCode={setCode}
          />
        )}
        <CommandBar messages={messages} selected={selected} onChange={onChange} />
      </Card>
      <FiguresCard {...props} places={places} />
      <SettingsCard {...props} kiosks={kiosks} places={places} onChange={onChange} />
      <TroublesCard {...props} />
      <WebhooksCard {...props} onChange={onChange} />
      <AuditCard {...props} kiosks={kiosks} />
    </>
  );
}
