'use client';

import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import type { KioskSettings } from '../use-kiosk-config';

/** Problems of the settings, and whether counts are stored. */
export function PanelProblems(props: {
  readonly settings: KioskSettings;
  readonly recordsKept: boolean;
  readonly messages: KioskSettingsMessages;
}) {
  const { settings, recordsKept, messages } = props;
  if (settings.problems.length === 0 && recordsKept) return null;
  return (
    <div role="alert" className="mt-4 rounded-xl bg-amber-500/15 p-4">
      {!recordsKept && <p>{messages.notKept}</p>}
      {settings.problems.length > 0 && <p className="font-semibold">{messages.problems}</p>}
      <ul className="mt-1 list-disc pl-5">
        {settings.problems.map(({ source, kind, name, value, reason }) => (
          <li key={`${source} ${name}`} data-problem={kind}>
            {messages.problemKinds[kind]}{' '}
            <code lang="en" className="block text-[0.9em]">
              {source}: {name}
              {value && ` = ${value}`} ({reason})
            </code>
          </li>
        ))}
      </ul>
    </div>
  );
}
