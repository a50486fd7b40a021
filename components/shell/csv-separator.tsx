'use client';

import { useState } from 'react';
import { CSV_SEPARATORS, type CsvSeparator, usualSeparator } from '@/lib/csv';
import { useMessages } from './use-messages';

/**
 * The separator of saved tables. The browser's language gives the default: Excel expects semicolons
 * in languages with a decimal comma.
 */
export function useCsvSeparator() {
  const [chosen, setChosen] = useState<CsvSeparator | null>(null);
  return {
    separator:
      chosen ?? usualSeparator(typeof navigator === 'undefined' ? 'en' : navigator.language),
    choose: setChosen,
  };
}

export function CsvSeparatorChoice(props: {
  readonly separator: CsvSeparator;
  readonly onChoose: (separator: CsvSeparator) => void;
}) {
  const { csv } = useMessages();
  return (
    <label className="inline-flex items-center gap-2 text-sm text-muted">
      {csv.separator}
      <select
        value={props.separator}
        onChange={({ target }) => props.onChoose(target.value as CsvSeparator)}
        className="min-h-11 w-28 sm:w-40 rounded-xl border border-line bg-surface px-2 text-ink"
      >
        {CSV_SEPARATORS.map((separator) => (
          <option key={separator} value={separator}>
            {csv.bySeparator[separator]}
          </option>
        ))}
      </select>
    </label>
  );
}
