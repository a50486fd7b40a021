'use client';

import type { OrderedCommand, TroubleRow } from '@/lib/fleet/protocol/figures';
import { REPORT_MESSAGES } from '@/lib/i18n/report/languages';
import type { BoardProps } from './board-props';
import { Card } from './parts/card';
import { ListTable } from './parts/list-table';
import { wordOf } from './parts/word-of';
import { useReading } from './use-reading';

const RENEW_MS = 30_000;

/** What kiosks logged, and how commands went. */
export function TroublesCard({ messages, locale, onFailure }: BoardProps) {
  const { answer } = useReading<{
    troubles: readonly TroubleRow[];
    commands: readonly OrderedCommand[];
  }>('/troubles', RENEW_MS, onFailure);
  const { eventKinds } = REPORT_MESSAGES[locale];
  const { columns, commands } = messages;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  return (
    <Card title={messages.troubles.title}>
      {answer?.troubles.length === 0 && <p>{messages.troubles.none}</p>}
      {answer && answer.troubles.length > 0 && (
        <ListTable
          caption={messages.troubles.title}
          heads={[columns.when, columns.kiosk, columns.what, columns.detail]}
          rows={answer.troubles.map(({ at, kiosk, place, kind, detail }, i) => ({
            // Events have no name of their own, and all are renewed.
            key: i,
            cells: [
              time.format(new Date(at)),
              `${place} · ${kiosk}`,
              wordOf(eventKinds, kind) ?? kind,
              detail,
            ],
          }))}
        />
      )}
      {answer && answer.commands.length > 0 && (
        <ListTable
          caption={commands.title}
          heads={[columns.when, columns.kiosk, columns.what, columns.who, columns.detail]}
          rows={answer.commands.map(({ at, kiosk, kind, outcome, failure, operator }, i) => ({
            key: i,
            data: { 'data-command': kind, 'data-outcome': outcome },
            cells: [
              time.format(new Date(at)),
              kiosk,
              `${commands.kinds[kind]}: ${commands.outcomes[outcome]}`,
              operator,
              failure,
            ],
          }))}
        />
      )}
    </Card>
  );
}
