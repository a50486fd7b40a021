'use client';

import { useState } from 'react';
import type { KioskRow } from '@/lib/fleet/protocol/figures';
import { type FleetValues, SCOPES, type Scope } from '@/lib/fleet/protocol/fleet-settings';
import type { BoardProps, Change } from '../board-props';
import { Card, FIELD } from '../parts/card';
import { valuesInWords } from '../parts/detail-in-words';
import { ListTable } from '../parts/list-table';
import { useReading } from '../use-reading';
import { fieldNames } from './field-names';
import { SettingForm } from './setting-form';
import { SettingList } from './setting-list';

const RENEW_MS = 60_000;

interface Version {
  readonly version: number;
  readonly scope: Scope;
  readonly target: string;
  readonly values: FleetValues;
  readonly createdAt: string;
  readonly operator: string;
}

/** The settings of all kiosks, of a place or of one kiosk. Each change is a new version. */
export function SettingsCard(
  props: BoardProps & {
    readonly kiosks: readonly KioskRow[];
    readonly places: readonly string[];
    readonly onChange: Change;
  },
) {
  const { messages, locale, onFailure, kiosks, places, onChange } = props;
  const { columns, settings: words } = messages;
  const { answer, renew } = useReading<{
    newest: readonly Version[];
    history: readonly Version[];
  }>('/settings', RENEW_MS, onFailure);
  const [scope, setScope] = useState<Scope>('all');
  const [chosen, setChosen] = useState('');
  const [outcome, setOutcome] = useState('');
  const targets: readonly (readonly [value: string, label: string])[] = {
    all: [['', ''] as const],
    place: places.map((place) => [place, place] as const),
    kiosk: kiosks.map(({ id, name, place }) => [id, `${place} · ${name}`] as const),
  }[scope];
  const target = (targets.find(([value]) => value === chosen) ?? targets[0])?.[0];
  const values =
    answer?.newest.find((one) => one.scope === scope && one.target === target)?.values ?? {};
  const store = async (next: FleetValues) => {
    const body = { scope, target, values: next };
    const stored = await onChange<{ version: number }>('POST', '/settings', body);
    if (!stored) return;
    setOutcome(words.stored(stored.version));
    renew();
  };
  const labels = fieldNames(messages, locale);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  return (
    <Card title={words.title}>
      <p className="mb-3 text-muted">{words.lead}</p>
      <div className="mb-3 flex flex-wrap gap-3">
        <select
          aria-label={words.scope}
          value={scope}
          onChange={({ target: { value } }) => setScope(value as Scope)}
          className={FIELD}
        >
          {SCOPES.map((one) => (
            <option key={one} value={one}>
              {words.scopes[one]}
            </option>
          ))}
        </select>
        {scope !== 'all' && (
          <select
            aria-label={words.target}
            value={target}
            onChange={({ target: { value } }) => setChosen(value)}
            className={FIELD}
          >
            {targets.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </div>
      {target !== undefined && (
        <>
          <SettingList values={values} labels={labels} messages={words} onStore={store} />
          <SettingForm
            labels={labels}
            messages={words}
            onSet={(name, value) => store({ ...values, [name]: value })}
          />
        </>
      )}
      <p role="status">{outcome}</p>
      <details className="mt-3">
        <summary>{words.history}</summary>
        <ListTable
          caption={words.history}
          heads={[columns.when, columns.who, words.version, words.scope, words.value]}
          rows={(answer?.history ?? []).map((one) => ({
            key: one.version,
            cells: [
              time.format(new Date(one.createdAt)),
              one.operator,
              one.version,
              `${words.scopes[one.scope]} ${
                kiosks.find(({ id }) => id === one.target)?.name ?? one.target
              }`,
              valuesInWords(one.values, labels),
            ],
          }))}
        />
      </details>
    </Card>
  );
}
