'use client';

import { useId, useState } from 'react';
import { KIOSK_MESSAGES } from '@/lib/i18n/kiosk/languages';
import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import { fieldKind, fieldUnit, KIOSK_LANGUAGES, readField } from '@/lib/kiosk/config';
import { PANEL_INPUT } from '../panel-styles';
import { FieldFrame, type FieldProps, hintId } from './field-frame';
import { ValueInput } from './value-input';

/** The input of one setting, by its schema. An invalid value is reported and not stored. */
export function SettingField(props: FieldProps) {
  const { field, settings, messages } = props;
  const id = useId();
  const [isInvalid, setIsInvalid] = useState(false);
  const kind = fieldKind(field);
  const value = settings.config[field];
  const disabled = settings.fixedBy.has(field);

  const keep = (next: unknown): boolean => {
    const { fits } = readField(field, next);
    setIsInvalid(!fits);
    if (fits && next !== value) settings.change({ [field]: next });
    // An invalid value stays in the field for correction.
    return true;
  };
  const frame = { ...props, id, isInvalid };
  switch (kind.kind) {
    case 'number':
      return (
        <FieldFrame {...frame} range={messages.range(kind.min, kind.max, unitName(props))}>
          <ValueInput
            id={id}
            value={Number(value)}
            number={kind}
            disabled={disabled}
            isInvalid={isInvalid}
            onKeep={keep}
          />
        </FieldFrame>
      );
    case 'text':
      return (
        <FieldFrame {...frame}>
          <ValueInput
            id={id}
            value={String(value)}
            disabled={disabled}
            isInvalid={isInvalid}
            onKeep={keep}
          />
        </FieldFrame>
      );
    case 'flag':
    case 'choice': {
      const isFlag = kind.kind === 'flag';
      return (
        <FieldFrame {...frame}>
          <select
            id={id}
            disabled={disabled}
            className={PANEL_INPUT}
            aria-describedby={hintId(id)}
            value={String(value)}
            onChange={({ target }) => keep(isFlag ? target.value === 'true' : target.value)}
          >
            {(isFlag ? ['true', 'false'] : kind.options).map((option) => (
              <option key={option} value={option}>
                {nameOf(option, messages)}
              </option>
            ))}
          </select>
        </FieldFrame>
      );
    }
    case 'areas':
      // Drawn in the picture.
      return null;
  }
}

function unitName({ field, messages }: FieldProps): string {
  const unit = fieldUnit(field);
  return messages.units[unit] ?? unit;
}

function nameOf(option: string, messages: KioskSettingsMessages): string {
  const language = KIOSK_LANGUAGES.find((code) => code === option);
  return language ? KIOSK_MESSAGES[language].language : (messages.choices[option] ?? option);
}
