'use client';

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { DANGER_BUTTON, QUIET_BUTTON } from '../shell/button-styles';

interface Asked {
  readonly text: string;
  readonly answer: (yes: boolean) => void;
}

/**
 * Asks before something is deleted.
 * @returns `ask` resolves to true for yes; closing the question means no. Render `question`.
 */
export function useQuestion(words: {
  /** The name of the dialog. */
  readonly name: string;
  readonly yes: string;
  readonly no: string;
}): { readonly ask: (text: string) => Promise<boolean>; readonly question: ReactNode } {
  const dialog = useRef<HTMLDialogElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = useCallback(
    (text: string) => new Promise<boolean>((answer) => setAsked({ text, answer })),
    [],
  );
  useEffect(() => {
    if (asked) dialog.current?.showModal();
  }, [asked]);

  const answer = (yes: boolean) => {
    asked?.answer(yes);
    setAsked(null);
    dialog.current?.close();
  };
  const question = (
    <dialog
      ref={dialog}
      aria-label={words.name}
      onClose={() => answer(false)}
      className="m-auto max-w-md rounded-2xl border border-line bg-surface p-6 text-ink shadow-2xl backdrop:bg-black/60"
    >
      <p>{asked?.text}</p>
      <div className="mt-5 flex justify-end gap-3">
        <button type="button" className={QUIET_BUTTON} onClick={() => answer(false)}>
          {words.no}
        </button>
        <button type="button" className={DANGER_BUTTON} onClick={() => answer(true)}>
          {words.yes}
        </button>
      </div>
    </dialog>
  );
  return { ask, question };
}
