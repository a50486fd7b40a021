import type { ReportMessages } from '@/lib/i18n/report/messages';
import { COUNT_NAMES, type Counts, total } from '@/lib/records/counts';

/** The numbers of a chart; rows without anybody are left out. */
export function CountTable(props: {
  readonly head: string;
  readonly rows: readonly { readonly label: string; readonly counts: Counts }[];
  readonly messages: ReportMessages;
}) {
  const { head, rows, messages } = props;
  const filled = rows.filter(({ counts }) => counts.people > 0);
  if (filled.length === 0) return <p className="py-4 text-muted">{messages.nothing}</p>;
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-right text-sm tabular-nums [&_td]:px-3 [&_td]:py-1.5 [&_th]:px-3 [&_th]:py-1.5">
        <thead>
          <tr className="border-b border-line text-muted">
            <th scope="col" className="text-left">
              {head}
            </th>
            {COUNT_NAMES.map((name) => (
              <th key={name} scope="col" className="font-medium">
                {messages.counts[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map(({ label, counts }) => (
            <Row key={label} label={label} counts={counts} />
          ))}
        </tbody>
        <tfoot className="border-t border-line font-semibold">
          <Row label={messages.sum} counts={total(filled.map(({ counts }) => counts))} />
        </tfoot>
      </table>
    </div>
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
