'use client';

import { useRef, useState } from 'react';
import type { ReportMessages } from '@/lib/i18n/report/messages';
import { fieldKind, KIOSK_FIELDS } from '@/lib/kiosk/config';
import { dayKey, toCsv } from '@/lib/records/counts';
import { useKioskConfig } from '../kiosk/use-kiosk-config';
import { saveFile } from '../live/snapshot';
import type { RecordsView } from './use-records';

const BUTTON = 'min-h-11 rounded-xl border border-line bg-surface px-4 text-sm hover:bg-ink/8';

/** Export, how long to keep, delete. */
export function ReportActions(props: {
  readonly records: RecordsView;
  readonly messages: ReportMessages;
  readonly now: Date;
}) {
  const { records, messages, now } = props;
  const question = useRef<HTMLDialogElement>(null);
  const [deleted, setDeleted] = useState(false);
  const save = () => {
    // The mark at the beginning tells spreadsheets which characters these are.
    const csv = new Blob(['\uFEFF', toCsv(records.hours)], { type: 'text/csv;charset=utf-8' });
    saveFile(csv, `maskgate-${dayKey(now)}.csv`);
  };
  const remove = async () => {
    question.current?.close();
    await records.deleteAll();
    setDeleted(true);
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <button type="button" className={BUTTON} onClick={save}>
        {messages.export}
      </button>
      <KeepDays messages={messages} onKeep={records.keepDays} />
      <button type="button" className={BUTTON} onClick={() => question.current?.showModal()}>
        {messages.deleteAll}
      </button>
      <a href="/kiosk" className="text-sm text-accent underline underline-offset-4">
        {messages.kiosk}
      </a>
      <p role="status" className="text-sm">
        {deleted && records.hours.length === 0 ? messages.deleted : ''}
      </p>
      <dialog
        ref={question}
        aria-label={messages.deleteAll}
        className="m-auto max-w-md rounded-2xl border border-line bg-surface p-6 text-ink shadow-2xl backdrop:bg-black/60"
      >
        <p>{messages.deleteQuestion}</p>
        <div className="mt-5 flex justify-end gap-3">
          <button type="button" className={BUTTON} onClick={() => question.current?.close()}>
            {messages.deleteNo}
          </button>
          <button type="button" className={`${BUTTON} font-semibold`} onClick={remove}>
            {messages.deleteYes}
          </button>
        </div>
      </dialog>
    </div>
  );
}

/** The kiosk's own setting, which deletes what is older from day to day. */
function KeepDays(props: {
  readonly messages: ReportMessages;
  readonly onKeep: RecordsView['keepDays'];
}) {
  const { messages, onKeep } = props;
  const settings = useKioskConfig();
  const kind = fieldKind('keepDays');
  if (!settings || kind.kind !== 'number') return null;
  return (
    <label className="inline-flex items-center gap-2 text-sm">
      {messages.keepDays}
      <input
        key={settings.config.keepDays}
        type="number"
        min={kind.min}
        max={kind.max}
        step={kind.step}
        defaultValue={settings.config.keepDays}
        onBlur={({ target }) => {
          const keepDays = target.valueAsNumber;
          if (KIOSK_FIELDS.keepDays.safeParse(keepDays).success) {
            settings.change({ keepDays });
            void onKeep(keepDays);
          } else target.value = String(settings.config.keepDays);
        }}
        className="min-h-11 w-24 rounded-xl border border-line bg-surface px-3"
      />
      {messages.days}
    </label>
  );
}
