'use client';

import { useCallback, useRef, useState } from 'react';
import { KIOSK_SETTINGS_MESSAGES } from '@/lib/i18n/kiosk-settings/languages';
import {
  FIELD_GROUPS,
  type FieldGroup,
  type KioskSettingsMessages,
} from '@/lib/i18n/kiosk-settings/messages';
import { PRIMARY_BUTTON } from '../../shell/button-styles';
import { LanguageSwitch } from '../../shell/language-switch';
import { useLocale } from '../../shell/use-messages';
import type { Door } from '../running/use-door';
import type { KioskSettings } from '../use-kiosk-config';
import { DoorTests } from './door-tests';
import { PinGate } from './pin-gate';
import { SettingField } from './setting-field';
import { usePanelOpening } from './use-panel-opening';

export interface KioskPanelProps {
  readonly settings: KioskSettings;
  readonly door: Door;
  readonly recordsKept: boolean;
}

const GROUPS = Object.keys(FIELD_GROUPS) as readonly FieldGroup[];

/** The settings, hidden from visitors: a long press on a corner or the key S opens them. */
export function KioskPanel(props: KioskPanelProps) {
  const { config } = props.settings;
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState(false);
  const [unlocked, setUnlocked] = useState(false);
  const messages = KIOSK_SETTINGS_MESSAGES[useLocale()];
  usePanelOpening(
    useCallback(() => {
      if (dialog.current?.open) return;
      setShown(true);
      dialog.current?.showModal();
    }, []),
  );
  const onClose = () => {
    setShown(false);
    setUnlocked(false);
  };
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-label={messages.title}
      className="m-auto max-h-[92dvh] w-[min(46rem,94vw)] overflow-auto rounded-2xl border border-line bg-surface p-6 text-ink shadow-2xl backdrop:bg-black/60"
    >
      {shown &&
        (unlocked || config.pin === '' ? (
          <Panel {...props} messages={messages} onClose={() => dialog.current?.close()} />
        ) : (
          <PinGate pin={config.pin} messages={messages} onOpen={() => setUnlocked(true)} />
        ))}
    </dialog>
  );
}

function Panel(
  props: KioskPanelProps & {
    readonly messages: KioskSettingsMessages;
    readonly onClose: () => void;
  },
) {
  const { settings, door, recordsKept, messages, onClose } = props;
  return (
    <>
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-semibold">{messages.title}</h1>
        <LanguageSwitch />
        <a href="/report" className="text-accent underline underline-offset-4">
          {messages.report}
        </a>
      </header>
      <Problems settings={settings} recordsKept={recordsKept} messages={messages} />
      {GROUPS.map((group) => (
        <fieldset key={group} className="mt-6 border-t border-line pt-3">
          <legend className="pr-3 font-semibold">{messages.groups[group]}</legend>
          <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
            {FIELD_GROUPS[group].map((field) => (
              <SettingField key={field} field={field} settings={settings} messages={messages} />
            ))}
          </div>
          {group === 'door' && <DoorTests door={door} messages={messages} />}
        </fieldset>
      ))}
      <footer className="mt-6 flex flex-wrap items-center justify-between gap-3">
        <button
          type="button"
          onClick={settings.reset}
          className="min-h-11 rounded-xl border border-line px-4 text-sm hover:bg-ink/8"
        >
          {messages.reset}
        </button>
        <button type="button" onClick={onClose} className={PRIMARY_BUTTON}>
          {messages.close}
        </button>
      </footer>
    </>
  );
}

function Problems(props: {
  readonly settings: KioskSettings;
  readonly recordsKept: boolean;
  readonly messages: KioskSettingsMessages;
}) {
  const { settings, recordsKept, messages } = props;
  if (settings.problems.length === 0 && recordsKept) return null;
  return (
    <div role="alert" className="mt-4 rounded-xl bg-amber-500/15 p-4 text-sm">
      {!recordsKept && <p>{messages.notKept}</p>}
      {settings.problems.length > 0 && <p className="font-semibold">{messages.problems}</p>}
      <ul className="mt-1 list-disc pl-5">
        {settings.problems.map(({ source, name, value, reason }) => (
          <li key={`${source} ${name}`}>
            <code>
              {source}: {name} = {value}
            </code>
            <br />
            {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
