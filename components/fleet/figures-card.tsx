'use client';

import { useMemo, useState } from 'react';
import { FIGURE_STEPS, type FigureRow, type FigureStep } from '@/lib/fleet/protocol/figures';
import { REPORT_MESSAGES } from '@/lib/i18n/report/languages';
import { total } from '@/lib/records/counts';
import { dayKey } from '@/lib/records/hours';
import { CountTable } from '../report/count-table';
import { QUIET_BUTTON } from '../shell/button-styles';
import { CsvSeparatorChoice, useCsvSeparator } from '../shell/csv-separator';
import type { BoardProps } from './board-props';
import { CSV_PATH } from './fleet-client';
import { Card, FIELD } from './parts/card';
import { useReading } from './use-reading';

const RENEW_MS = 60_000;
const DAYS_BEFORE = 6;

/** How many people were counted, by hour, day, place or kiosk. */
export function FiguresCard(props: BoardProps & { readonly places: readonly string[] }) {
  const { messages, locale, onFailure, places } = props;
  const words = messages.figures;
  const [asked, setAsked] = useState(() => {
    const today = new Date();
    const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - DAYS_BEFORE);
    return { from: dayKey(first), to: dayKey(today), step: 'day', place: '' };
  });
  const { separator, choose } = useCsvSeparator();
  const question = useMemo(() => new URLSearchParams(asked).toString(), [asked]);
  const { answer } = useReading<{ rows: readonly FigureRow[] }>(
    `/figures?${question}`,
    RENEW_MS,
    onFailure,
  );
  const rows = answer?.rows ?? [];
  const set = (change: Partial<typeof asked>) => setAsked({ ...asked, ...change });
  return (
    <Card title={words.title}>
      <div className="mb-3 flex flex-wrap items-end gap-3">
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="flex max-w-full flex-col gap-1">
            {words[end]}
            <input
              type="date"
              required
              value={asked[end]}
              onChange={({ target }) => target.value && set({ [end]: target.value })}
              className={FIELD}
            />
          </label>
        ))}
        <label className="flex max-w-full flex-col gap-1">
          {words.by}
          <select
            value={asked.step}
            onChange={({ target }) => set({ step: target.value as FigureStep })}
            className={FIELD}
          >
            {FIGURE_STEPS.map((step) => (
              <option key={step} value={step}>
                {words.steps[step]}
              </option>
            ))}
          </select>
        </label>
        <label className="flex max-w-full flex-col gap-1">
          {words.steps.place}
          <select
            value={asked.place}
            onChange={({ target }) => set({ place: target.value })}
            className={FIELD}
          >
            <option value="">{words.allPlaces}</option>
            {places.map((place) => (
              <option key={place}>{place}</option>
            ))}
          </select>
        </label>
        <CsvSeparatorChoice separator={separator} onChoose={choose} />
        <a
          href={`${CSV_PATH}?${question}&separator=${encodeURIComponent(separator)}`}
          download
          className={QUIET_BUTTON}
        >
          {words.csv}
        </a>
      </div>
      {rows.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <CountTable
          head={words.steps[asked.step as FigureStep]}
          caption={words.title}
          rows={rows.map((row) => ({ label: labelOf(row), counts: row }))}
          sum={total(rows)}
          messages={REPORT_MESSAGES[locale]}
        />
      )}
    </Card>
  );
}

/** `2026-11-23 14:00 · School · North door`, without what a row is not about. */
function labelOf({ time, place, kiosk }: FigureRow): string {
  const [day, hour] = time.split('T');
  return [hour ? `${day} ${hour}:00` : day, place, kiosk].filter(Boolean).join(' · ');
}
