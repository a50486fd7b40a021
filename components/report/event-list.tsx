import type { ReportMessages } from '@/lib/i18n/report/messages';
import type { EventKind, LoggedEvent } from '@/lib/records/events';

/** The events of the kiosk, latest first, and the number of each kind. */
export function EventList(props: {
  readonly events: readonly LoggedEvent[];
  readonly messages: ReportMessages;
  readonly locale: string;
}) {
  const { events, messages, locale } = props;
  if (events.length === 0) return <p className="py-2 text-muted">{messages.noEvents}</p>;
  const kinds = [...new Set(events.map(({ kind }) => kind))];
  const count = (kind: EventKind) => events.filter((event) => event.kind === kind).length;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <>
      <p className="mt-1 text-sm text-muted">
        {kinds.map((kind) => `${messages.eventKinds[kind]}: ${count(kind)}`).join(' · ')}
      </p>
      <ol className="mt-3 max-h-96 overflow-y-auto print:max-h-none text-sm">
        {events.map(({ atMs, kind, detail }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two events may be of the same moment
          <li key={`${atMs} ${i}`} className="border-t border-line py-1.5">
            <time className="text-muted tabular-nums">{time.format(atMs)}</time>{' '}
            <span className="font-medium">{messages.eventKinds[kind]}</span>{' '}
            <span className="break-words text-muted">{detail}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
