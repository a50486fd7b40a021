'use client';

import { useState } from 'react';
import type { ReportMessages } from '@/lib/i18n/report/messages';
import { dayKey } from '@/lib/records/hours';
import { recordsCsv } from '@/lib/records/records-csv';
import { saveFile } from '../live/snapshot';
import { useQuestion } from '../records/use-question';
import { DANGER_BUTTON, QUIET_BUTTON } from '../shell/button-styles';
import { CsvSeparatorChoice, useCsvSeparator } from '../shell/csv-separator';
import { Icon } from '../shell/icons';
import { KeepDays } from './keep-days';
import type { RecordsView } from './use-records';

/** Export, retention time, deletion. */
export function ReportActions(props: {
  readonly records: RecordsView;
  readonly messages: ReportMessages;
  readonly now: Date;
}) {
  const { records, messages, now } = props;
  const { separator, choose } = useCsvSeparator();
  const [deleted, setDeleted] = useState(false);
  const { ask, question } = useQuestion({
    name: messages.deleteAll,
    yes: messages.deleteYes,
    no: messages.deleteNo,
  });
  const save = async () => {
    const csv = recordsCsv(await records.store.hours(), separator);
    saveFile(new Blob([csv], { type: 'text/csv;charset=utf-8' }), `maskgate-${dayKey(now)}.csv`);
  };
  const deleteAll = async () => {
    if (!(await ask(messages.deleteQuestion))) return;
    await records.store.deleteAll();
    await records.refresh();
    setDeleted(true);
  };
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-3 print:hidden">
      <div className="flex flex-wrap items-center gap-3">
        <button
          type="button"
          className={QUIET_BUTTON}
          disabled={records.days.length === 0}
          onClick={save}
        >
          <Icon name="download" />
          {messages.export}
        </button>
        <CsvSeparatorChoice separator={separator} onChoose={choose} />
      </div>
      <KeepDays records={records} messages={messages} />
      <button
        type="button"
        className={`${DANGER_BUTTON} sm:ml-auto`}
        disabled={records.days.length + records.events.length === 0}
        onClick={deleteAll}
      >
        <Icon name="trash" />
        {messages.deleteAll}
      </button>
      <p role="status" className="text-sm empty:hidden">
        {deleted && records.days.length === 0 ? messages.deleted : ''}
      </p>
      {question}
    </div>
  );
}
