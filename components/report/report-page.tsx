'use client';

import { useState } from 'react';
import { REPORT_MESSAGES } from '@/lib/i18n/report/languages';
import type { ReportMessages } from '@/lib/i18n/report/messages';
import { dayKey, dayOf, type HourRecord, hoursOfDay, lastDays } from '@/lib/records/counts';
import { useClock } from '../kiosk/screen/use-clock';
import { PageFrame } from '../shell/page-frame';
import { useLocale } from '../shell/use-messages';
import { useOffline } from '../shell/use-offline';
import { CountChart } from './count-chart';
import { CountTable } from './count-table';
import { EventList } from './event-list';
import { ReportActions } from './report-actions';
import { type RecordsView, useRecords } from './use-records';

const CLOCK_MS = 60_000;
/** Days in the chart of days. */
const DAYS_SHOWN = 14;
const CARD = 'rounded-2xl border border-line bg-surface p-4 sm:p-6';

/** What the kiosk of this device has counted. */
export function ReportPage() {
  const locale = useLocale();
  const messages = REPORT_MESSAGES[locale];
  const records = useRecords();
  const now = useClock(CLOCK_MS);
  useOffline(true);
  return (
    <PageFrame>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-5 px-4 pb-8 sm:px-6">
        <div>
          <h1 className="text-2xl font-semibold">{messages.title}</h1>
          <p className="mt-1 text-muted">{messages.lead}</p>
        </div>
        {records.status === 'failed' && <p role="alert">{messages.unavailable}</p>}
        {records.status === 'open' && now && (
          <>
            <ReportActions records={records} messages={messages} now={now} />
            <Hours records={records} messages={messages} now={now} locale={locale} />
            <Days records={records} messages={messages} now={now} locale={locale} />
            <section className={CARD}>
              <h2 className="text-lg font-semibold">{messages.events}</h2>
              <EventList events={records.events} messages={messages} locale={locale} />
            </section>
          </>
        )}
      </div>
    </PageFrame>
  );
}

interface PartProps {
  readonly records: RecordsView;
  readonly messages: ReportMessages;
  readonly now: Date;
  readonly locale: string;
}

function Hours({ records, messages, now, locale }: PartProps) {
  const [daysBack, setDaysBack] = useState(0);
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBack);
  const rows = hoursOfDay(records.hours, dayKey(date)).map((counts, hour) => ({
    label: `${String(hour).padStart(2, '0')}:00`,
    counts,
  }));
  const columns = rows.map(({ label, counts }, hour) => ({
    label: hour % 3 === 0 ? label : '',
    title: `${label}: ${counts.people}`,
    counts,
  }));
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(date);
  return (
    <section className={CARD}>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <h2 className="text-lg font-semibold max-sm:w-full">{messages.byHour}</h2>
        <DayButton label={messages.previousDay} onClick={() => setDaysBack((n) => n + 1)}>
          ‹
        </DayButton>
        <span>{day}</span>
        <DayButton
          label={messages.nextDay}
          disabled={daysBack === 0}
          onClick={() => setDaysBack((n) => n - 1)}
        >
          ›
        </DayButton>
      </div>
      <CountChart columns={columns} name={`${messages.byHour}, ${day}`} messages={messages} />
      <CountTable head={messages.hour} rows={rows} messages={messages} />
    </section>
  );
}

function Days({ records, messages, now, locale }: PartProps) {
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' });
  const days = lastDays(records.hours, now, DAYS_SHOWN);
  const columns = days.map(({ day, counts }) => ({
    label: short.format(new Date(`${day}T12:00`)),
    title: `${day}: ${counts.people}`,
    counts,
  }));
  // The table has every day that is kept.
  const all = lastDays(records.hours, now, daysSince(records.hours[0], now));
  const rows = all.map(({ day, counts }) => ({ label: day, counts })).reverse();
  return (
    <section className={CARD}>
      <h2 className="mb-3 text-lg font-semibold">{messages.byDay}</h2>
      <CountChart columns={columns} name={messages.byDay} messages={messages} />
      <CountTable head={messages.day} rows={rows} messages={messages} />
    </section>
  );
}

/** From the first record to today, both counted. */
function daysSince(first: HourRecord | undefined, now: Date): number {
  if (!first) return 1;
  const days = (now.getTime() - new Date(`${dayOf(first)}T00:00`).getTime()) / 86_400_000;
  return Math.max(1, Math.ceil(days) + 1);
}

function DayButton(props: {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
      className="min-h-10 min-w-10 rounded-lg border border-line text-xl leading-none hover:bg-ink/8 disabled:opacity-40"
    >
      {props.children}
    </button>
  );
}
