import type { ReactNode } from 'react';
import type { ReportMessages } from '@/lib/i18n/report/messages';
import { type Counts, total } from '@/lib/records/counts';
import { type ChartColumn, CountChart } from './count-chart';
import { CountFigures } from './count-figures';
import { CountTable } from './count-table';

/** Sums, a chart of counts and, below it, the table of its numbers. */
export function ChartCard(props: {
  readonly heading: string;
  /** Name of the chart and of the table. */
  readonly name: string;
  /** The head of the table's first column. */
  readonly head: string;
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly Pick<ChartColumn, 'label' | 'counts'>[];
  /** Sum of all rows; the sum of the visible rows where absent. */
  readonly sum?: Counts;
  readonly messages: ReportMessages;
  /** Content next to the heading. */
  readonly children?: ReactNode;
  readonly below?: ReactNode;
}) {
  const { heading, name, head, columns, rows, messages, children, below } = props;
  const filled = rows.filter(({ counts }) => counts.people > 0);
  const sum = props.sum ?? total(filled.map(({ counts }) => counts));
  return (
    <section className="rounded-2xl border border-line bg-surface p-4 sm:p-6">
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <h2 className="text-lg font-semibold max-sm:w-full">{heading}</h2>
        {children}
      </div>
      {filled.length > 0 && <CountFigures counts={sum} messages={messages} />}
      {columns.some(({ counts }) => counts.people > 0) && (
        <CountChart columns={columns} name={name} messages={messages} />
      )}
      {filled.length > 0 ? (
        <CountTable head={head} caption={name} rows={filled} sum={sum} messages={messages} />
      ) : (
        <p className="text-muted">{messages.nothing}</p>
      )}
      {below}
    </section>
  );
}
