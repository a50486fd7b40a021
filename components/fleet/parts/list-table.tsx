import type { Key, ReactNode } from 'react';

interface ListRow {
  readonly key: Key;
  /** In the order of the heads. */
  readonly cells: readonly ReactNode[];
  /** Data attributes for tests and other programs. */
  readonly data?: Readonly<Record<`data-${string}`, string>>;
}

/** A table; on a phone each row is a block of lines, each with its head. */
export function ListTable(props: {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly ListRow[];
}) {
  const { caption, heads, rows } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={caption} className="scroll-hint overflow-x-auto">
      <table className="w-full text-start text-sm max-md:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-md:sr-only">
          <tr className="border-b border-line text-muted">
            {heads.map((head) => (
              <th
                key={head}
                scope="col"
                className="px-2 py-1.5 text-start font-medium whitespace-nowrap"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular-nums max-md:block">
          {rows.map(({ key, cells, data }) => (
            <tr
              key={key}
              {...data}
              className="border-b border-line last:border-0 max-md:block max-md:py-3"
            >
              {cells.map((cell, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
                  key={column}
                  data-head={heads[column]}
                  className="px-2 py-1.5 align-top wrap-break-word max-md:wrap-anywhere max-md:flex max-md:gap-3 max-md:py-0.5 max-md:*:min-w-0 max-md:empty:hidden max-md:before:w-28 max-md:before:shrink-0 max-md:before:text-muted max-md:before:content-[attr(data-head)]"
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
