'use client';

import type { BoardProps } from './board-props';
import { Card } from './parts/card';
import { ListTable } from './parts/list-table';
import { useReading } from './use-reading';

const RENEW_MS = 60_000;

interface Entry {
  readonly id: number;
  readonly at: string;
  readonly operator: string;
  readonly address: string;
  readonly action: string;
  readonly detail: string;
}

/** The audit log, newest first. Actions stand as the log has them. */
export function AuditCard({ messages, locale, onFailure }: BoardProps) {
  const { answer } = useReading<{ entries: readonly Entry[] }>('/audit', RENEW_MS, onFailure);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  return (
    <Card title={messages.audit.title}>
      <ListTable
        caption={messages.audit.title}
        heads={[messages.kiosks.seen, messages.login.name, messages.kiosks.state, ' ']}
      >
        {answer?.entries.map(({ id, at, operator, address, action, detail }) => (
          <tr key={id}>
            <td className="whitespace-nowrap">{time.format(new Date(at))}</td>
            <td>
              {operator} {address}
            </td>
            <td className="whitespace-nowrap">{action}</td>
            <td className="break-all">{detail}</td>
          </tr>
        ))}
      </ListTable>
    </Card>
  );
}
