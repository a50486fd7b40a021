'use client';

import type { ReportMessages } from '@/lib/i18n/report/messages';
import { fieldKind, readField } from '@/lib/kiosk/config';
import { useKioskConfig } from '../kiosk/use-kiosk-config';
import { useQuestion } from '../records/use-question';
import type { RecordsView } from './use-records';

/** How long counts are kept: a setting of the kiosk. Asks before a shorter time deletes some. */
export function KeepDays(props: {
  readonly records: RecordsView;
  readonly messages: ReportMessages;
}) {
  const { records, messages } = props;
  const settings = useKioskConfig();
  const { ask, question } = useQuestion({
    name: messages.keepDays,
    yes: messages.deleteYes,
    no: messages.deleteNo,
  });
  const kind = fieldKind('keepDays');
  if (!settings || kind.kind !== 'number') return null;
  const kept = settings.config.keepDays;
  const change = async (input: HTMLInputElement) => {
    const days = input.valueAsNumber;
    const usable = readField('keepDays', days).fits;
    if (days === kept) return;
    if (!usable || !(await isAgreed(days))) {
      input.value = String(kept);
      return;
    }
    settings.change({ keepDays: days });
    await records.store.keepDays(days);
    await records.refresh();
  };
  const isAgreed = async (days: number) => {
    const deleted = await records.store.previewDeletion(days);
    if (!deleted) return true;
    const { people, from, to } = deleted;
    return ask(messages.keepQuestion(days, people, from, to));
  };
  return (
    <>
      <label className="inline-flex items-center gap-2 text-sm">
        {messages.keepDays}
        <input
          key={kept}
          type="number"
          min={kind.min}
          max={kind.max}
          step={kind.step}
          defaultValue={kept}
          onBlur={({ target }) => void change(target)}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') currentTarget.blur();
          }}
          className="min-h-11 w-24 rounded-xl border border-line bg-surface px-3"
        />
        {messages.days}
      </label>
      {question}
    </>
  );
}
