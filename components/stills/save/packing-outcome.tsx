'use client';

import { MaskGateError } from '@/lib/errors';
import { useMessages } from '../../shell/use-messages';
import { useStillsMessages } from '../use-stills-messages';
import type { PackingState } from './use-packing';

/** Number of names in the list. The rest is a number. */
const MOST_NAMES = 10;

/** Says what is missing in the last archive, or that there is none. */
export function PackingOutcome({ state }: { readonly state: PackingState }) {
  const { failure } = useMessages();
  const { save: words } = useStillsMessages();
  if (state.status === 'failed') {
    return (
      <p role="alert" className="text-sm font-medium">
        {words.failed}
      </p>
    );
  }
  if (state.status !== 'packed' || state.leftOut.length === 0) return null;
  const { leftOut } = state;
  const named = leftOut.slice(0, MOST_NAMES);
  const rest = leftOut.length - named.length;
  return (
    <div role="alert" className="text-sm">
      <p className="font-medium">{words.leftOut(leftOut.length)}</p>
      <ul className="list-disc pl-5 text-muted">
        {named.map(({ file, error }) => (
          <li key={file} className="break-all">
            {file}
            {error instanceof MaskGateError && `: ${failure.byCode[error.code].title}`}
          </li>
        ))}
        {rest > 0 && <li>{words.andMore(rest)}</li>}
      </ul>
    </div>
  );
}
