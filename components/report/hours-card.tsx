'use client';

import type { ReportMessages } from '@/lib/i18n/report/messages';
import { dayKey, type HourRecord, hourSlots } from '@/lib/records/hours';
import { ChartCard } from './chart-card';

/** The hours of a day. */
export function HoursCard(props: {
  readonly day: Date;
  /** Hours of this day. */
  readonly hours: readonly HourRecord[];
  readonly isToday: boolean;
  /** @param days number of days forward; -1 is the day before */
  readonly onStep: (days: number) => void;
  readonly messages: ReportMessages;
  readonly locale: string;
}) {
  const { day, hours, isToday, onStep, messages, locale } = props;
  const columns = hourSlots(hours, dayKey(day)).map(({ label, counts }) => ({
    label,
    // The UTC offset of a repeated hour does not fit below a column.
    short: label.slice(0, 5),
    counts,
  }));
  const name = new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(day);
  return (
    <ChartCard
      heading={messages.byHour}
      name={`${messages.byHour}, ${name}`}
      head={messages.hour}
      columns={columns}
      rows={columns}
      messages={messages}
    >
      <span className="flex items-center gap-2">
        <DayButton label={messages.previousDay} onPress={() => onStep(-1)}>
          ‹
        </DayButton>
        {name}
        <DayButton label={messages.nextDay} disabled={isToday} onPress={() => onStep(1)}>
          ›
        </DayButton>
      </span>
    </ChartCard>
  );
}

function DayButton(props: {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      disabled={props.disabled}
      onClick={props.onPress}
      className="min-h-11 min-w-11 rounded-lg border border-line text-xl leading-none hover:bg-ink/8 disabled:opacity-40"
    >
      {props.children}
    </button>
  );
}
