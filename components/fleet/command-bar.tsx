'use client';

import { useState } from 'react';
import { COMMAND_KINDS, type CommandKind } from '@/lib/fleet/protocol/kiosk-messages';
import type { FleetMessages } from '@/lib/i18n/fleet/messages';
import { QUIET_BUTTON } from '../shell/button-styles';
import type { Change } from './board-props';
import { FIELD } from './parts/card';

/** Orders something of the selected kiosks. */
export function CommandBar(props: {
  readonly messages: FleetMessages;
  /** Ids of kiosks. */
  readonly selected: ReadonlySet<string>;
  readonly onChange: Change;
}) {
  const { messages, selected, onChange } = props;
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState('');
  const words = messages.commands;
  const order = async (kind: CommandKind) => {
    setOutcome('');
    const body = { kiosks: [...selected], kind, ...(kind === 'message' && { text }) };
    const done = await onChange<{ ordered: number }>('POST', '/commands', body);
    if (done) setOutcome(words.ordered(done.ordered));
  };
  if (selected.size === 0) return null;
  return (
    <fieldset className="mt-4 flex flex-wrap items-center gap-3 border-t border-line pt-3">
      <legend className="pr-3 font-semibold">{words.title}</legend>
      <span className="text-muted">{messages.kiosks.selected(selected.size)}</span>
      <input
        aria-label={words.words}
        placeholder={words.words}
        value={text}
        maxLength={200}
        onChange={({ target }) => setText(target.value)}
        className={FIELD}
      />
      {COMMAND_KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          className={QUIET_BUTTON}
          disabled={kind === 'message' && text.trim() === ''}
          onClick={() => order(kind)}
        >
          {words.kinds[kind]}
        </button>
      ))}
      <span role="status">{outcome}</span>
    </fieldset>
  );
}
