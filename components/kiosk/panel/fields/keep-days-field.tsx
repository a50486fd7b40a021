'use client';

import { useId, useState } from 'react';
import { REPORT_MESSAGES } from '@/lib/i18n/report/languages';
import { fieldKind, readField } from '@/lib/kiosk/config';
import { useQuestion } from '../../../records/use-question';
import { useLocale } from '../../../shell/use-messages';
import type { KioskRecords } from '../../running/use-kiosk-records';
import { FieldFrame, type FieldProps } from './field-frame';
import { ValueInput } from './value-input';

/** How long counts are kept. Asks before a shorter time deletes some. */
export function KeepDaysField(
  props: FieldProps & {
    readonly field: 'keepDays';
    readonly previewDeletion: KioskRecords['previewDeletion'];
  },
) {
  const { field, settings, messages, previewDeletion } = props;
  const id = useId();
  const [isInvalid, setIsInvalid] = useState(false);
  const report = REPORT_MESSAGES[useLocale()];
  const { ask, question } = useQuestion({
    name: messages.fields[field],
    yes: report.deleteYes,
    no: report.deleteNo,
  });
  const kind = fieldKind(field);
  if (kind.kind !== 'number') return null;
  const value = settings.config[field];

  const change = async (keepDays: number) => {
    const deleted = await previewDeletion(keepDays);
    if (deleted) {
      const { people, from, to } = deleted;
      if (!(await ask(report.keepQuestion(keepDays, people, from, to)))) return;
    }
    settings.change({ keepDays });
  };
  const keep = (typed: string | number): boolean => {
    const { fits } = readField(field, typed);
    setIsInvalid(!fits);
    if (!fits || typed === value) return true;
    void change(Number(typed));
    // The former value stays until the question is answered.
    return false;
  };
  return (
    <>
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
          disabled={settings.fixedBy.has(field)}
          isInvalid={isInvalid}
          onKeep={keep}
        />
      </FieldFrame>
      {question}
    </>
  );
}
