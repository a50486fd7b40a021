import type { FleetMessages } from '@/lib/i18n/fleet/messages';
import type { Locale } from '@/lib/i18n/locale';

/** What every part of the page gets. */
export interface BoardProps {
  readonly messages: FleetMessages;
  readonly locale: Locale;
  /** Told of each answer of the server: null where it came. */
  readonly onFailure: (error: Error | null) => void;
}

/** Changes something on the server and shows its answer. Null where it was refused. */
export type Change = <Answer>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) => Promise<Answer | null>;
