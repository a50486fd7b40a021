'use client';

import { useId, useState } from 'react';
import { fieldKind, KIOSK_FIELDS } from '@/lib/kiosk/config';
import type { KioskRecords } from '../../running/use-kiosk-records';
import { PANEL_BUTTON } from '../panel-styles';
import { FieldFrame, type FieldProps } from './field-frame';
import { useKeepDays } from './use-keep-days';
import { ValueInput } from './value-input';

/** For how long numbers are kept; asks before a shorter time deletes some. */
export function KeepDaysField(
  props: FieldProps & {
    readonly field: 'keepDays';
    readonly previewDeletion: KioskRecords['previewDeletion'];
  },
) {
  const { field, settings, messages, previewDeletion } = props;
  const id = useId();
  const [isInvalid, setIsInvalid] = useState(false);
  const { question, change, answer } = useKeepDays(settings, previewDeletion);
  const kind = fieldKind(field);
  if (kind.kind !== 'number') return null;
  const value = settings.config[field];

  const keep = (typed: string | number): boolean => {
    const parsed = KIOSK_FIELDS[field].safeParse(typed);
    setIsInvalid(!parsed.success);
    if (!parsed.success || parsed.data === value) return true;
    void change(parsed.data);
    // The value before stays until the question is answered.
    return false;
  };
  return (
    <FieldFrame
      {...props}
      id={id}
      isInvalid={isInvalid}
      range={messages.range(kind.min, kind.max, messages.units.d ?? 'd')}
    >
      <ValueInput
        id={id}
        value={value}
        number={kind}
        disabled={settings.fromAddress.has(field)}
        isInvalid={isInvalid}
        onKeep={keep}
      />
      {question && (
        <div role="alert" className="mt-2 rounded-xl bg-amber-500/15 p-3" data-keep-days-question>
          <p>{messages.keepDays.question(question.people, question.from, question.to)}</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <button
              type="button"
              className={`${PANEL_BUTTON} border-red-700 text-red-700 dark:border-red-300 dark:text-red-300`}
              onClick={() => answer(true)}
            >
              {messages.keepDays.confirm}
            </button>
            <button type="button" className={PANEL_BUTTON} onClick={() => answer(false)}>
              {messages.keepDays.cancel}
            </button>
          </div>
        </div>
      )}
    </FieldFrame>
  );
}
