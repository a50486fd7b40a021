'use client';

import type { OrderedCommand, TroubleRow } from '@/lib/fleet/protocol/figures';
import { REPORT_MESSAGES } from '@/lib/i18n/report/languages';
import type { EventKind } from '@/lib/records/events';
import type { BoardProps } from './board-props';
import { Card } from './parts/card';
import { ListTable } from './parts/list-table';
import { useReading } from './use-reading';

const RENEW_MS = 30_000;

/** What kiosks logged, and how commands went. */
export function TroublesCard({ messages, locale, onFailure }: BoardProps) {
  const { answer } = useReading<{
    troubles: readonly TroubleRow[];
    commands: readonly OrderedCommand[];
  }>('/troubles', RENEW_MS, onFailure);
  const { eventKinds } = REPORT_MESSAGES[locale];
  const { kiosks, commands } = messages;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  const heads = [kiosks.seen, kiosks.name, kiosks.state, ' '];
  return (
    <Card title={messages.troubles.title}>
      {answer?.troubles.length === 0 && <p>{messages.troubles.none}</p>}
      <ListTable caption={messages.troubles.title} heads={heads}>
        {answer?.troubles.map(({ at, kiosk, place, kind, detail }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no name of their own
          <tr key={i}>
            <td className="whitespace-nowrap">{time.format(new Date(at))}</td>
            <td>
              {place} · {kiosk}
            </td>
            <td className="whitespace-nowrap">{eventKinds[kind as EventKind] ?? kind}</td>
            <td className="break-all">{detail}</td>
          </tr>
        ))}
      </ListTable>
      {answer && answer.commands.length > 0 && (
        <ListTable caption={commands.title} heads={heads}>
          {answer.commands.map(({ at, kiosk, kind, outcome, failure, operator }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: newest first, and all are renewed
            <tr key={i} data-command={kind} data-outcome={outcome}>
              <td className="whitespace-nowrap">{time.format(new Date(at))}</td>
              <td>{kiosk}</td>
              <td className="whitespace-nowrap">
                {commands.kinds[kind]}: {commands.outcomes[outcome]}
              </td>
              <td className="break-all">
                {operator} {failure}
              </td>
            </tr>
          ))}
        </ListTable>
      )}
    </Card>
  );
}
