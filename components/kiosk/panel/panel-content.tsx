'use client';

import { memo } from 'react';
import {
  FIELD_GROUPS,
  type FieldGroup,
  type KioskSettingsMessages,
} from '@/lib/i18n/kiosk-settings/messages';
import { sitePath } from '@/lib/site-paths';
import { PRIMARY_BUTTON } from '../../shell/button-styles';
import { LanguageSwitch } from '../../shell/language-switch';
import type { KioskRecords } from '../running/use-kiosk-records';
import type { KioskModel } from '../use-kiosk';
import { DoorTests } from './door-tests';
import { DistanceField } from './fields/distance-field';
import type { FieldProps } from './fields/field-frame';
import { KeepDaysField } from './fields/keep-days-field';
import { PinField } from './fields/pin-field';
import { SettingField } from './fields/setting-field';
import { PanelProblems } from './panel-problems';
import { PANEL_BUTTON } from './panel-styles';
import { PlaceSection } from './place/place-section';

const GROUPS = Object.keys(FIELD_GROUPS) as readonly FieldGroup[];

/** All settings, in groups. */
export function PanelContent(props: {
  readonly model: KioskModel;
  readonly messages: KioskSettingsMessages;
  readonly onClose: () => void;
}) {
  const { model, messages, onClose } = props;
  const { settings, door, records } = model;
  return (
    <>
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="text-[1.4em] font-semibold">{messages.title}</h1>
        <LanguageSwitch />
        <a href={sitePath('/report')} className="text-accent underline underline-offset-4">
          {messages.report}
        </a>
        <a href={sitePath('/notice')} className="text-accent underline underline-offset-4">
          {messages.notice}
        </a>
      </header>
      <PanelProblems settings={settings} recordsKept={records.kept} messages={messages} />
      {GROUPS.map((group) => (
        <fieldset key={group} className="mt-[1.5em] min-w-0 border-t border-line pt-3">
          <legend className="pr-3 text-[1.15em] font-semibold">{messages.groups[group]}</legend>
          {group === 'place' && <PlaceSection model={model} messages={messages} />}
          <div className="mt-2 grid gap-x-[1.5em] gap-y-[1em] sm:grid-cols-2">
            {FIELD_GROUPS[group].map((field) => (
              <Field
                key={field}
                field={field}
                settings={settings}
                messages={messages}
                previewDeletion={records.previewDeletion}
              />
            ))}
          </div>
          {group === 'door' && <DoorTests door={door} messages={messages.door} />}
        </fieldset>
      ))}
      <footer className="mt-[1.5em] flex flex-wrap items-center justify-between gap-3">
        <button type="button" onClick={settings.reset} className={PANEL_BUTTON}>
          {messages.reset}
        </button>
        <button type="button" onClick={onClose} className={PRIMARY_BUTTON}>
          {messages.close}
        </button>
      </footer>
    </>
  );
}

/** Every judged frame renders the panel. A field renders only when its values change. */
const Field = memo(function Field(
  props: FieldProps & { readonly previewDeletion: KioskRecords['previewDeletion'] },
) {
  const { field } = props;
  switch (field) {
    case 'faceHeight':
    case 'noticeHeight':
      return <DistanceField {...props} field={field} />;
    case 'pin':
      return <PinField {...props} field={field} />;
    case 'keepDays':
      return <KeepDaysField {...props} field={field} />;
    default:
      return <SettingField {...props} />;
  }
});
