'use client';

import type { AuditAction } from '@/lib/fleet/operators/audit';
import type { KioskRow } from '@/lib/fleet/protocol/figures';
import type { BoardProps } from './board-props';
import { Card } from './parts/card';
import { detailInWords } from './parts/detail-in-words';
import { ListTable } from './parts/list-table';
import { wordOf } from './parts/word-of';
import { fieldNames } from './settings/field-names';
import { useReading } from './use-reading';

const RENEW_MS = 60_000;

interface Entry {
  readonly id: number;
  readonly at: string;
  readonly operator: string;
  readonly address: string;
  readonly action: AuditAction;
  readonly detail: string;
}

/** The audit log, newest first. */
export function AuditCard(props: BoardProps & { readonly kiosks: readonly KioskRow[] }) {
  const { messages, locale, onFailure, kiosks } = props;
  const { answer } = useReading<{ entries: readonly Entry[] }>('/audit', RENEW_MS, onFailure);
  const { audit, columns, commands, settings } = messages;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  const labels = fieldNames(messages, locale);
  const byId = Object.fromEntries(kiosks.map(({ id, place, name }) => [id, `${place}: ${name}`]));
  const names = {
    ...{ scope: settings.scopes, kind: commands.kinds },
    ...{ id: byId, kiosks: byId, target: byId },
  };
  return (
    <Card title={audit.title}>
      <ListTable
        caption={audit.title}
        heads={[columns.when, columns.who, columns.what, columns.detail]}
        rows={(answer?.entries ?? []).map(({ id, at, operator, address, action, detail }) => ({
          key: id,
          cells: [
            time.format(new Date(at)),
            `${operator} ${address}`,
            wordOf(audit.actions, action) ?? action,
            detailInWords(detail, names, labels),
          ],
        }))}
      />
    </Card>
  );
}
