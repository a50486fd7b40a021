'use client';

import type { ReactNode } from 'react';
import { canTeach, isCorrected } from '@/lib/stills/pascal-voc';
import { toCsv } from '@/lib/stills/results-csv';
import type { Still } from '@/lib/stills/still-queue';
import { isJudged, toJsonLines } from '@/lib/stills/still-result';
import { saveFile } from '../../live/snapshot';
import { TOOL_BUTTON } from '../../shell/button-styles';
import { Icon } from '../../shell/icons';
import { useMessages } from '../../shell/use-messages';
import { type PackedPicture, packAnnotated, packCorrections } from './pack-pictures';
import { resultsName } from './save-names';
import { usePacking } from './use-packing';

/** The results as files. */
export function SaveBar({ stills }: { readonly stills: readonly Still[] }) {
  const messages = useMessages();
  const { save: words } = messages.stills;
  const packing = usePacking();
  const results = stills.flatMap(({ result }) => result ?? []);
  const judged = stills.flatMap(toPacked);
  const corrected = judged.filter(({ still }) => isCorrected(still));
  const teaching = corrected.filter(({ still }) => canTeach(still));
  const inDoubt = corrected.length - teaching.length;

  if (packing.done !== null) {
    return (
      <p className="flex flex-wrap items-center gap-3 text-sm tabular-nums" role="status">
        {words.progress(packing.done, packing.total)}
        <button type="button" onClick={packing.stop} className={TOOL_BUTTON}>
          <Icon name="close" />
          {words.stop}
        </button>
      </p>
    );
  }
  const saveText = (text: string, type: string, extension: string) =>
    saveFile(new Blob([text], { type }), resultsName(extension));
  return (
    <section aria-label={words.name} className="flex flex-col gap-1.5">
      <div className="flex flex-wrap gap-2 max-sm:grid max-sm:grid-cols-2">
        <SaveButton
          disabled={results.length === 0}
          onPress={() => saveText(toCsv(results), 'text/csv', 'csv')}
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
            packing.start(judged, 'pictures', (options) => packAnnotated(judged, messages, options))
          }
        >
          {words.pictures}
        </SaveButton>
        {teaching.length > 0 && (
          <SaveButton
            hint={words.correctionsHint}
            onPress={() =>
              packing.start(teaching, 'corrections', (options) =>
                packCorrections(teaching, options),
              )
            }
          >
            {words.corrections(teaching.length)}
          </SaveButton>
        )}
      </div>
      {inDoubt > 0 && <p className="text-sm text-muted">{words.inDoubt(inDoubt)}</p>}
      {packing.failed && (
        <p role="alert" className="text-sm font-medium">
          {words.failed}
        </p>
      )}
    </section>
  );
}

function toPacked({ file, result }: Still): PackedPicture[] {
  return result && isJudged(result) ? [{ file, still: result }] : [];
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
      className={`${TOOL_BUTTON} border border-line bg-surface`}
    >
      <Icon name="download" />
      {props.children}
    </button>
  );
}
