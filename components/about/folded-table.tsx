import type { CardTable } from '@/lib/model-card/figure-tables';

/**
 * A table that unfolds below its name. On a phone each row is a block with one line for each cell,
 * so that all columns stay on the screen.
 */
export function FoldedTable({ caption, head, rows }: CardTable) {
  return (
    <details className="rounded-2xl border border-line bg-surface px-4 py-3">
      <summary className="cursor-pointer font-medium">{caption}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={caption} className="scroll-hint mt-3 overflow-x-auto">
        <table className="w-full border-collapse text-sm tabular-nums max-sm:block">
          <caption className="sr-only">{caption}</caption>
          <thead className="max-sm:sr-only">
            <tr className="border-b border-line text-left text-muted">
              {head.map((cell) => (
                <th key={cell} scope="col" className="py-1.5 pr-4 font-medium">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {rows.map(([name, ...cells]) => (
              <tr key={name} className="border-b border-line max-sm:block max-sm:py-2">
                <th
                  scope="row"
                  className="py-1.5 pr-4 text-left font-medium max-sm:block max-sm:py-0.5"
                >
                  {name}
                </th>
                {cells.map((cell, column) => (
                  <td
                    key={head[column + 1]}
                    data-head={head[column + 1]}
                    className="py-1.5 pr-4 max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:py-0.5 max-sm:pr-0 max-sm:text-right max-sm:before:text-left max-sm:before:text-muted max-sm:before:content-[attr(data-head)] max-sm:empty:hidden sm:whitespace-nowrap"
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
