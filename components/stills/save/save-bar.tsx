'use client';

import { type ReactNode, useId, useState } from 'react';
import { canTeach, isCorrected } from '@/lib/stills/pascal-voc';
import { resultsCsv } from '@/lib/stills/results-csv';
import type { Still } from '@/lib/stills/still-queue';
import { isJudged, toJsonLines } from '@/lib/stills/still-result';
import { saveFile } from '../../live/snapshot';
import { QUIET_BUTTON } from '../../shell/button-styles';
import { CsvSeparatorChoice, useCsvSeparator } from '../../shell/csv-separator';
import { Icon } from '../../shell/icons';
import { useMessages } from '../../shell/use-messages';
import { useStillsMessages } from '../use-stills-messages';
import { type PackedPicture, packAnnotated, packCorrections } from './pack-pictures';
import { PackingOutcome } from './packing-outcome';
import { resultsName } from './save-names';
import { usePacking } from './use-packing';

/** The results as files. */
export function SaveBar({ stills }: { readonly stills: readonly Still[] }) {
  const messages = useMessages();
  const { save: words } = useStillsMessages();
  const { separator, choose } = useCsvSeparator();
  const { state, start, stop } = usePacking();
  const [open, setOpen] = useState(false);
  const panelId = useId();
  const results = stills.flatMap(({ result }) => result ?? []);
  const judged = stills.flatMap(toPacked);
  const corrected = judged.filter(({ still }) => isCorrected(still));
  const teaching = corrected.filter(({ still }) => canTeach(still));
  const inDoubt = corrected.length - teaching.length;

  if (state.status === 'packing') {
    return (
      <p className="flex basis-full items-center gap-3 text-sm tabular-nums" role="status">
        {words.progress(state.done, state.total)}
        <button type="button" onClick={stop} className={QUIET_BUTTON}>
          <Icon name="close" />
          {words.stop}
        </button>
      </p>
    );
  }
  const saveText = (text: string, type: string, extension: string) =>
    saveFile(new Blob([text], { type }), resultsName(extension));
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => setOpen((now) => !now)}
        className={`${QUIET_BUTTON} sm:hidden`}
      >
        <Icon name="download" />
        {words.open}
      </button>
      <section
        id={panelId}
        aria-label={words.name}
        className={`flex basis-full flex-col gap-1.5 max-sm:order-last ${open ? '' : 'max-sm:hidden'}`}
      >
        <div className="flex flex-wrap items-center gap-2">
          <SaveButton
            disabled={results.length === 0}
            onPress={() =>
              saveText(resultsCsv(results, separator), 'text/csv;charset=utf-8', 'csv')
            }
          >
            {words.csv}
          </SaveButton>
          <SaveButton
            disabled={results.length === 0}
            onPress={() => saveText(toJsonLines(results), 'application/jsonl', 'jsonl')}
          >
            {words.json}
          </SaveButton>
          <SaveButton
            disabled={judged.length === 0}
            onPress={() =>
              start(judged, 'pictures', (options) => packAnnotated(judged, messages, options))
            }
          >
            {words.pictures}
          </SaveButton>
          {teaching.length > 0 && (
            <SaveButton
              hint={words.correctionsHint}
              onPress={() =>
                start(teaching, 'corrections', (options) => packCorrections(teaching, options))
              }
            >
              {words.corrections(teaching.length)}
            </SaveButton>
          )}
          <CsvSeparatorChoice separator={separator} onChoose={choose} />
        </div>
        {inDoubt > 0 && <p className="text-sm text-muted">{words.inDoubt(inDoubt)}</p>}
        <PackingOutcome state={state} />
      </section>
    </>
  );
}

function toPacked({ file, result }: Still): PackedPicture[] {
  return file && result && isJudged(result) ? [{ file, still: result }] : [];
}

function SaveButton(props: {
  readonly onPress: () => void;
  readonly disabled?: boolean;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      disabled={props.disabled}
      title={props.hint}
      onClick={props.onPress}
      className={QUIET_BUTTON}
    >
      <Icon name="download" />
      {props.children}
    </button>
  );
}
