'use client';

import { useEffect, useId } from 'react';
import { FACE_LABELS, type FaceLabel } from '@/lib/vision/labels';
import { TOOL_BUTTON } from '../../shell/button-styles';
import { Icon } from '../../shell/icons';
import { useStillsMessages } from '../use-stills-messages';

export interface MarkingBarProps {
  readonly label: FaceLabel;
  readonly onLabel: (label: FaceLabel) => void;
  readonly onAdd: () => void;
  readonly onCancel: () => void;
}

/** Asks for the label of the marked face, and whether to add it. */
export function MarkingBar({ label, onLabel, onAdd, onCancel }: MarkingBarProps) {
  const { mark: words, still } = useStillsMessages();
  const hintId = useId();
  useReturnedFocus();
  return (
    <section
      aria-label={words.start}
      aria-describedby={hintId}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-xl border border-line bg-surface px-3 py-1.5"
    >
      <p id={hintId} className="min-w-0 flex-1 basis-72 text-sm text-muted">
        <span className="pointer-coarse:hidden">{words.hint}</span>
        <span className="hidden pointer-coarse:inline">{words.touchHint}</span>
      </p>
      <select
        aria-label={words.label}
        value={label}
        onChange={({ target }) => onLabel(target.value as FaceLabel)}
        className="min-h-11 rounded-xl border border-line bg-paper px-3 text-ink"
      >
        {FACE_LABELS.map((choice) => (
          <option key={choice} value={choice}>
            {still.labels[choice]}
          </option>
        ))}
      </select>
      <span className="flex gap-1">
        <button type="button" onClick={onAdd} className={`${TOOL_BUTTON} bg-accent/15`}>
          <Icon name="plus" />
          {words.add}
        </button>
        <button type="button" onClick={onCancel} className={TOOL_BUTTON}>
          {words.cancel}
        </button>
      </span>
    </section>
  );
}

/** Returns the focus to its former element: outside the dialog its keys have no effect. */
function useReturnedFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
}
