'use client';

import { filmsCsv } from '@/lib/film/film-csv';
import { saveFile } from '../live/snapshot';
import { QUIET_BUTTON } from '../shell/button-styles';
import { CsvSeparatorChoice, useCsvSeparator } from '../shell/csv-separator';
import { Icon } from '../shell/icons';
import { toPercent } from '../stage/painted-faces';
import type { JudgedFilmProps } from './judged-film-props';
import { useFilmSaving } from './use-film-saving';
import { useFilmsMessages } from './use-films-messages';

/** A film's table as a file, and the film with its boxes. */
export function FilmSaves({ file, result, trace }: JudgedFilmProps) {
  const words = useFilmsMessages();
  const { separator, choose } = useCsvSeparator();
  const saving = useFilmSaving(file, result, trace);
  const saveText = (text: string, type: string, extension: string) =>
    saveFile(new Blob([text], { type }), `${result.film.replace(/^.*[\\/]/, '')}.${extension}`);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SaveButton
        text={words.csv}
        onPress={() => saveText(filmsCsv([result], separator), 'text/csv;charset=utf-8', 'csv')}
      />
      <SaveButton
        text={words.json}
        onPress={() => saveText(`${JSON.stringify(result)}\n`, 'application/json', 'json')}
      />
      {saving.state.status === 'saving' ? (
        <p className="flex items-center gap-3 text-sm tabular-nums" role="status">
          {words.saving(toPercent(saving.state.share))}
          <button type="button" onClick={saving.stop} className={QUIET_BUTTON}>
            <Icon name="close" />
            {words.stopSaving}
          </button>
        </p>
      ) : (
        <SaveButton text={words.withBoxes} onPress={saving.start} />
      )}
      <CsvSeparatorChoice separator={separator} onChoose={choose} />
      {saving.state.status === 'failed' && (
        <p role="alert" className="basis-full text-sm font-medium">
          {words.savingFailed}
        </p>
      )}
    </div>
  );
}

function SaveButton(props: { readonly text: string; readonly onPress: () => void }) {
  return (
    <button type="button" onClick={props.onPress} className={QUIET_BUTTON}>
      <Icon name="download" />
      {props.text}
    </button>
  );
}
