import type { ReportMessages } from '@/lib/i18n/report/messages';
import { COUNT_NAMES, type Counts, isVerdictCount } from '@/lib/records/counts';
import { VERDICT_LOOKS } from '../verdict/verdict-look';
import { VerdictSymbol } from '../verdict/verdict-symbol';

/** Counts as numbers, one row for each hour or day. */
export function CountTable(props: {
  readonly head: string;
  readonly caption: string;
  readonly rows: readonly { readonly label: string; readonly counts: Counts }[];
  /** Of the last row. */
  readonly sum: Counts;
  readonly messages: ReportMessages;
}) {
  const { head, caption, rows, sum, messages } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={caption} className="scroll-hint overflow-x-auto">
      <table className="w-full text-right text-sm tabular-nums [&_td]:px-3 [&_td]:py-1.5 [&_th]:px-3 [&_th]:py-1.5 max-sm:[&_td]:px-1.5 max-sm:[&_th]:px-1.5">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line align-bottom text-muted">
            <th scope="col" className="text-left font-medium">
              {head}
            </th>
            {COUNT_NAMES.map((name) => (
              <th key={name} scope="col" className="font-medium">
                {isVerdictCount(name) ? (
                  <>
                    {/* On a phone the chart's legend says what the symbol means. */}
                    <span className="max-sm:sr-only">{messages.counts[name]}</span>
                    <span className="inline-flex sm:hidden">
                      <VerdictSymbol {...VERDICT_LOOKS[name]} />
                    </span>
                  </>
                ) : (
                  messages.counts[name]
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, counts }) => (
            <Row key={label} label={label} counts={counts} />
          ))}
        </tbody>
        <tfoot className="border-t border-line font-semibold">
          <Row label={messages.sum} counts={sum} />
        </tfoot>
      </table>
    </section>
  );
}

function Row({ label, counts }: { readonly label: string; readonly counts: Counts }) {
  return (
    <tr>
      <th scope="row" className="text-left font-medium whitespace-nowrap">
        {label}
      </th>
      {COUNT_NAMES.map((name) => (
        <td key={name}>{counts[name]}</td>
      ))}
    </tr>
  );
}
