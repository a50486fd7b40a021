'use client';

import type { StillFilter } from '@/lib/i18n/stills/messages';
import type { Still } from '@/lib/stills/still-queue';
import { useStillsMessages } from '../use-stills-messages';
import { passes, STILL_FILTERS } from './still-filters';

export interface FilterBarProps {
  readonly stills: readonly Still[];
  readonly filter: StillFilter;
  readonly onFilter: (filter: StillFilter) => void;
}

/**
 * Chooses the visible pictures. Each choice shows its number: a list on a phone, otherwise buttons.
 */
export function FilterBar({ stills, filter, onFilter }: FilterBarProps) {
  const { filter: words } = useStillsMessages();
  const choices = STILL_FILTERS.map((choice) => ({
    choice,
    count: stills.filter((still) => passes(still, choice)).length,
  }));
  return (
    <>
      <select
        aria-label={words.name}
        value={filter}
        onChange={({ target }) => onFilter(target.value as StillFilter)}
        className="min-h-11 min-w-0 flex-1 rounded-xl border border-line bg-surface px-2 text-sm text-ink sm:hidden"
      >
        {choices.map(({ choice, count }) => (
          <option key={choice} value={choice}>
            {`${words.byName[choice]} ${count}`}
          </option>
        ))}
      </select>
      <fieldset className="flex flex-wrap gap-1.5 max-sm:hidden">
        <legend className="sr-only">{words.name}</legend>
        {choices.map(({ choice, count }) => (
          <label
            key={choice}
            className="rounded-full border border-line bg-surface px-3.5 py-2 text-sm has-checked:border-accent has-checked:bg-accent has-checked:font-semibold has-checked:text-accent-ink has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="filter"
              value={choice}
              className="sr-only"
              checked={choice === filter}
              onChange={() => onFilter(choice)}
            />
            {words.byName[choice]} <span className="tabular-nums opacity-75">{count}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
