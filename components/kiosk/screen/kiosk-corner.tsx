import type { KioskMessages } from '@/lib/i18n/kiosk/messages';
import { COUNT_NAMES, type Counts } from '@/lib/records/counts';
import { Icon } from '../../shell/icons';

/** Small text for the operator: today's counts, and whether something needs attention. */
export function KioskCorner(props: {
  readonly messages: KioskMessages;
  /** Null where they are hidden. */
  readonly counts: Counts | null;
  readonly doorFailures: number;
  /** Number of problems that the settings explain. */
  readonly problems: number;
}) {
  const { messages, counts, doorFailures, problems } = props;
  const warnings = doorFailures + problems;
  return (
    <span className="flex flex-wrap items-end justify-end gap-x-[1.2em] tabular-nums">
      {warnings > 0 && (
        <span className="inline-flex items-center gap-1" data-warnings={warnings}>
          <Icon name="warning" size={22} />
          {warnings}
        </span>
      )}
      {counts && (
        <>
          <span className="font-semibold">{messages.today}</span>
          {COUNT_NAMES.map((name) => (
            <span key={name} data-count={name}>
              {messages.counts[name]} {counts[name]}
            </span>
          ))}
        </>
      )}
    </span>
  );
}
