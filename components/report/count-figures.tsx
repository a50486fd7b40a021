import type { ReportMessages } from '@/lib/i18n/report/messages';
import { COUNT_NAMES, type Counts, isVerdictCount } from '@/lib/records/counts';
import { VERDICT_LOOKS } from '../verdict/verdict-look';
import { VerdictSymbol } from '../verdict/verdict-symbol';

/** The sums of a chart, large enough to be read at a glance. */
export function CountFigures(props: {
  readonly counts: Counts;
  readonly messages: ReportMessages;
}) {
  const { counts, messages } = props;
  return (
    <dl className="mb-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
      {COUNT_NAMES.map((name) => (
        <div key={name}>
          <dt className="flex items-center gap-1.5 text-sm text-muted">
            {isVerdictCount(name) && <VerdictSymbol {...VERDICT_LOOKS[name]} />}
            {messages.counts[name]}
          </dt>
          <dd className="text-2xl font-semibold tabular-nums">{counts[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
