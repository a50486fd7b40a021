'use client';

import { useState } from 'react';
import { REPORT_MESSAGES } from '@/lib/i18n/report/languages';
import { dayKey } from '@/lib/records/hours';
import { useClock } from '../kiosk/screen/use-clock';
import { PageFrame } from '../shell/page-frame';
import { useLocale } from '../shell/use-messages';
import { useOffline } from '../shell/use-offline';
import { DaysCard } from './days-card';
import { EmptyReport } from './empty-report';
import { EventList } from './event-list';
import { HoursCard } from './hours-card';
import { ReportActions } from './report-actions';
import { useRecords } from './use-records';

const CLOCK_MS = 60_000;

/** The counts of the kiosk on this device. */
export function ReportPage() {
  const locale = useLocale();
  const messages = REPORT_MESSAGES[locale];
  const now = useClock(CLOCK_MS);
  const [daysBack, setDaysBack] = useState(0);
  const day = now && new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBack);
  const { records, failed } = useRecords(day && dayKey(day));
  useOffline();
  return (
    <PageFrame title={messages.title}>
      {/* The footer does not move when the numbers come. */}
      <div className="mx-auto flex min-h-dvh w-full max-w-5xl flex-col gap-5 px-4 pb-8 sm:px-6">
        <div>
          <h1 className="text-2xl font-semibold">{messages.title}</h1>
          <p className="mt-1 text-muted">{messages.lead}</p>
        </div>
        {failed && <p role="alert">{messages.unavailable}</p>}
        {records && day && (
          <>
            <ReportActions records={records} messages={messages} now={now} />
            {records.days.length > 0 ? (
              <>
                <HoursCard
                  day={day}
                  hours={records.hours}
                  isToday={daysBack === 0}
                  onStep={(days) => setDaysBack((back) => Math.max(0, back - days))}
                  messages={messages}
                  locale={locale}
                />
                <DaysCard days={records.days} today={now} messages={messages} locale={locale} />
              </>
            ) : (
              <EmptyReport messages={messages} />
            )}
            <section className="rounded-2xl border border-line bg-surface p-4 sm:p-6">
              <h2 className="text-lg font-semibold">{messages.events}</h2>
              <EventList events={records.events} messages={messages} locale={locale} />
            </section>
          </>
        )}
      </div>
    </PageFrame>
  );
}
