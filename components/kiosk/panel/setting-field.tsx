'use client';

import { useId, useState } from 'react';
import { KIOSK_MESSAGES } from '@/lib/i18n/kiosk/languages';
import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import {
  fieldKind,
  fieldUnit,
  KIOSK_FIELDS,
  KIOSK_LANGUAGES,
  type KioskField,
} from '@/lib/kiosk/config';
import type { KioskSettings } from '../use-kiosk-config';

const BOX =
  'mt-1 min-h-11 w-full rounded-xl border border-line bg-paper px-3 text-base font-normal text-ink disabled:opacity-50 aria-invalid:border-amber-500';

/** One setting, asked for as its schema says; what does not fit is said and not kept. */
export function SettingField(props: {
  readonly field: KioskField;
  readonly settings: KioskSettings;
  readonly messages: KioskSettingsMessages;
}) {
  const { field, settings, messages } = props;
  const id = useId();
  const [invalid, setInvalid] = useState(false);
  const kind = fieldKind(field);
  const value = settings.config[field];
  const disabled = settings.fromAddress.has(field);

  const keep = (next: unknown) => {
    const fits = KIOSK_FIELDS[field].safeParse(next).success;
    setInvalid(!fits);
    if (fits && next !== value) settings.change({ [field]: next });
  };
  const hints = [
    kind.kind === 'number' ? messages.range(kind.min, kind.max, fieldUnit(field)) : '',
    messages.hints[field] ?? '',
    invalid ? messages.invalid : '',
    disabled ? messages.fromAddress : '',
  ].filter(Boolean);
  const common = { id, disabled, className: BOX, 'aria-describedby': `${id}-hint` };

  return (
    <div data-setting={field}>
      <label htmlFor={id} className="text-sm font-medium">
        {messages.fields[field]}
      </label>
      {kind.kind === 'number' || kind.kind === 'text' ? (
        <input
          {...common}
          // A value that comes from elsewhere replaces what stands here.
          key={String(value)}
          type={kind.kind}
          {...(kind.kind === 'number' ? { min: kind.min, max: kind.max, step: kind.step } : {})}
          defaultValue={String(value)}
          aria-invalid={invalid}
          onBlur={({ target }) =>
            keep(kind.kind === 'number' ? target.valueAsNumber : target.value.trim())
          }
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
      ) : (
        <select
          {...common}
          value={String(value)}
          onChange={({ target }) =>
            keep(kind.kind === 'flag' ? target.value === 'true' : target.value)
          }
        >
          {(kind.kind === 'flag' ? ['true', 'false'] : kind.options).map((option) => (
            <option key={option} value={option}>
              {nameOf(option, messages)}
            </option>
          ))}
        </select>
      )}
      <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
        {hints.join(' · ')}
      </p>
    </div>
  );
}

function nameOf(option: string, messages: KioskSettingsMessages): string {
  const language = KIOSK_LANGUAGES.find((code) => code === option);
  return language ? KIOSK_MESSAGES[language].language : (messages.choices[option] ?? option);
}
