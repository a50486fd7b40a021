'use client';

import { PANEL_INPUT } from '../panel-styles';
import { hintId } from './field-frame';

/** An input line. It reports its value when it loses the focus. */
export function ValueInput(props: {
  readonly id: string;
  readonly value: string | number;
  readonly disabled: boolean;
  readonly isInvalid: boolean;
  /** Absent for a text. */
  readonly number?: { readonly min: number; readonly max: number; readonly step: number };
  /** Takes a number, NaN for none, or a text. @returns false restores the former value */
  readonly onKeep: (value: string | number) => boolean;
}) {
  const { id, value, disabled, isInvalid, number, onKeep } = props;
  return (
    <input
      id={id}
      // A value from elsewhere replaces the typed text.
      key={String(value)}
      type={number ? 'number' : 'text'}
      {...number}
      defaultValue={String(value)}
      disabled={disabled}
      aria-invalid={isInvalid}
      aria-describedby={hintId(id)}
      className={PANEL_INPUT}
      onBlur={({ target }) => {
        const kept = onKeep(number ? target.valueAsNumber : target.value.trim());
        if (!kept) target.value = String(value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
