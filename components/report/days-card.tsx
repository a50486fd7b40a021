'use client';

import { useMemo, useState } from 'react';
import type { ReportMessages } from '@/lib/i18n/report/messages';
import { total } from '@/lib/records/counts';
import { type DayRecord, lastDays } from '@/lib/records/hours';
import { QUIET_BUTTON } from '../shell/button-styles';
import { ChartCard } from './chart-card';

/** Number of days in the chart. */
const CHART_DAYS = 14;
/** Number of days in the table at first, and added by each press: ten years would take seconds. */
const FIRST_ROWS = CHART_DAYS;
const MORE_ROWS = 366;

/** A chart of the last days, and a table of all stored days. */
export function DaysCard(props: {
  /** In ascending order. */
  readonly days: readonly DayRecord[];
  readonly today: Date;
  readonly messages: ReportMessages;
  readonly locale: string;
}) {
  const { days, today, messages, locale } = props;
  const [shown, setShown] = useState(FIRST_ROWS);
  const filled = useMemo(() => days.filter(({ people }) => people > 0).reverse(), [days]);
  const sum = useMemo(() => total(filled), [filled]);
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' });
  const columns = lastDays(days, today, CHART_DAYS).map((record) => ({
    label: record.day,
    short: format.format(new Date(`${record.day}T12:00`)),
    counts: record,
  }));
  const rows = filled.slice(0, shown).map((record) => ({ label: record.day, counts: record }));
  const older = filled.length - rows.length;
  return (
    <ChartCard
      heading={messages.byDay}
      name={messages.byDay}
      head={messages.day}
      columns={columns}
      rows={rows}
      sum={sum}
      messages={messages}
      below={
        older > 0 && (
          <button
            type="button"
            className={`${QUIET_BUTTON} mt-3`}
            onClick={() => setShown((n) => n + MORE_ROWS)}
          >
            {messages.olderDays(older)}
          </button>
        )
      }
    />
  );
}
