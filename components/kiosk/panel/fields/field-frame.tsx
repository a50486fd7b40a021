'use client';

import type { ReactNode } from 'react';
import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import type { KioskField } from '@/lib/kiosk/config';
import type { KioskSettings } from '../../use-kiosk-config';
import { PANEL_HINT } from '../panel-styles';

/** What every field of the panel is given. */
export interface FieldProps {
  readonly field: KioskField;
  readonly settings: KioskSettings;
  readonly messages: KioskSettingsMessages;
}

/** A field with its name above it and what is to be known of it below. */
export function FieldFrame(
  props: FieldProps & {
    /** Of the element that takes the value. */
    readonly id: string;
    readonly range?: string;
    readonly isInvalid?: boolean;
    readonly children: ReactNode;
  },
) {
  const { field, settings, messages, id, range = '', isInvalid = false, children } = props;
  const hints = [
    range,
    messages.hints[field] ?? '',
    isInvalid ? messages.invalid : '',
    settings.fromAddress.has(field) ? messages.fromAddress : '',
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
