'use client';

import { type FormEvent, useState } from 'react';
import { QUIET_BUTTON } from '../shell/button-styles';
import type { BoardProps, Change } from './board-props';
import { Card, FIELD } from './parts/card';
import { ListTable } from './parts/list-table';
import { useReading } from './use-reading';

const RENEW_MS = 30_000;

interface Webhooks {
  readonly webhooks: readonly { readonly id: string; readonly url: string }[];
  readonly failed: readonly {
    readonly url: string;
    readonly createdAt: string;
    readonly tries: number;
    readonly failure: string;
    readonly nextTryAt: string | null;
  }[];
}

/** Addresses that are told of alerts, and what did not arrive there. */
export function WebhooksCard(props: BoardProps & { readonly onChange: Change }) {
  const { messages, locale, onFailure, onChange } = props;
  const words = messages.webhooks;
  const { answer, renew } = useReading<Webhooks>('/webhooks', RENEW_MS, onFailure);
  const [secret, setSecret] = useState('');
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const body = Object.fromEntries(new FormData(form));
    const made = await onChange<{ secret: string }>('POST', '/webhooks', body);
    if (!made) return;
    setSecret(made.secret);
    form.reset();
    renew();
  };
  const remove = async (id: string) => {
    await onChange('DELETE', `/webhooks/${id}`);
    renew();
  };
  return (
    <Card title={words.title}>
      <p className="mb-3 text-muted">{words.lead}</p>
      <ul>
        {answer?.webhooks.map(({ id, url }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <span className="break-all">{url}</span>
            <button type="button" className={QUIET_BUTTON} onClick={() => remove(id)}>
              {messages.kiosks.delete}
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={add} className="my-3 flex flex-wrap gap-3">
        <input
          name="url"
          type="url"
          required
          aria-label={words.address}
          placeholder="https://"
          className={FIELD}
        />
        <button type="submit" className={QUIET_BUTTON}>
          {words.add}
        </button>
      </form>
      {secret && (
        <p role="status" className="break-all">
          {words.secret} <b className="font-mono select-all">{secret}</b>
        </p>
      )}
      {answer && answer.failed.length > 0 && (
        <ListTable
          caption={words.failed}
          heads={[words.failed, words.address, words.tries, words.next]}
          rows={answer.failed.map(({ url, createdAt, tries, failure, nextTryAt }) => ({
            key: url + createdAt,
            cells: [
              `${time.format(new Date(createdAt))} ${failure}`,
              url,
              tries,
              nextTryAt ? time.format(new Date(nextTryAt)) : words.givenUp,
            ],
          }))}
        />
      )}
    </Card>
  );
}
