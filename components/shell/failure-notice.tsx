'use client';

import type { MaskGateError } from '@/lib/errors';
import { PRIMARY_BUTTON } from './button-styles';
import { WarningIcon } from './icons';
import { useMessages } from './use-messages';

/** An error and its remedy, in words. */
export function FailureNotice(props: {
  readonly error: MaskGateError;
  readonly onRetry: () => void;
}) {
  const { failure } = useMessages();
  const { title, help } = failure.byCode[props.error.code];
  return (
    <div
      className="max-h-full w-full max-w-md overflow-auto rounded-2xl bg-surface p-6 text-ink shadow-xl"
      role="alert"
      data-error={props.error.code}
    >
      <h2 className="flex items-center gap-2.5 text-lg font-semibold">
        <WarningIcon size={24} />
        {title}
      </h2>
      <p className="mt-2 text-muted text-pretty">{help}</p>
      <button type="button" onClick={props.onRetry} className={`${PRIMARY_BUTTON} mt-5`}>
        {failure.retry}
      </button>
      <details className="mt-4 text-xs text-muted">
        <summary>{failure.technical}</summary>
        <p className="mt-1 font-mono break-words">
          {props.error.code}: {props.error.message}
        </p>
      </details>
    </div>
  );
}
