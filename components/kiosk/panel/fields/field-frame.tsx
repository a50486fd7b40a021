'use client';

import type { ReactNode } from 'react';
import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import type { KioskField } from '@/lib/kiosk/config';
import type { KioskSettings } from '../../use-kiosk-config';
import { PANEL_HINT } from '../panel-styles';

/** The properties of every field in the panel. */
export interface FieldProps {
  readonly field: KioskField;
  readonly settings: KioskSettings;
  readonly messages: KioskSettingsMessages;
}

/** A field with its name above and its explanation below. */
export function FieldFrame(
  props: FieldProps & {
    /** Id of the input element. */
    readonly id: string;
    readonly range?: string;
    readonly isInvalid?: boolean;
    readonly children: ReactNode;
  },
) {
  const { field, settings, messages, id, range = '', isInvalid = false, children } = props;
  const fixed = settings.fixedBy.get(field);
  const hints = [
    range,
    messages.hints[field] ?? '',
    isInvalid ? messages.invalid : '',
    fixed ? messages.fixedBy[fixed] : '',
  ].filter(Boolean);
  return (
    <div data-setting={field}>
      <label htmlFor={id} className="font-medium">
        {messages.fields[field]}
      </label>
      {children}
      <p id={hintId(id)} className={PANEL_HINT}>
        {hints.join(' · ')}
      </p>
    </div>
  );
}

export function hintId(id: string): string {
  return `${id}-hint`;
}
