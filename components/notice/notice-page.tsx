'use client';

import { useState } from 'react';
import { LOCALES, type Locale, MESSAGES } from '@/lib/i18n/locale';
import { NOTICE_MESSAGES } from '@/lib/i18n/notice/languages';
import { NOTICE_FIELDS, type NoticeField } from '@/lib/i18n/notice/messages';
import { DEFAULT_KIOSK_CONFIG } from '@/lib/kiosk/config';
import { useKioskConfig } from '../kiosk/use-kiosk-config';
import { PRIMARY_BUTTON } from '../shell/button-styles';
import { PageFrame } from '../shell/page-frame';
import { useLocale } from '../shell/use-messages';
import { useOffline } from '../shell/use-offline';
import { NoticeSheet } from './notice-sheet';

const NOTHING_FILLED: Readonly<Record<NoticeField, string>> = {
  operator: '',
  purpose: '',
  objection: '',
  authority: '',
};

/** The notice for a door: filled in here, printed without the form. */
export function NoticePage() {
  const locale = useLocale();
  const messages = NOTICE_MESSAGES[locale];
  const [filled, setFilled] = useState(NOTHING_FILLED);
  const [left, setLeft] = useState<readonly Locale[]>([]);
  const { keepDays } = useKioskConfig()?.config ?? DEFAULT_KIOSK_CONFIG;
  useOffline();
  const languages = LOCALES.filter((language) => !left.includes(language));
  return (
    <PageFrame title={messages.title}>
      <div className="mx-auto flex w-full max-w-4xl flex-col gap-6 px-4 py-6 sm:px-6 print:p-0">
        <div className="flex flex-col gap-4 print:hidden">
          <div>
            <h1 className="text-3xl font-semibold tracking-tight">{messages.title}</h1>
            <p className="mt-1 max-w-prose text-muted text-pretty">{messages.lead}</p>
          </div>
          <div className="grid gap-4 sm:grid-cols-2">
            {NOTICE_FIELDS.map((field) => (
              <label key={field} className="text-sm font-medium">
                {messages.fields[field].label}
                <input
                  value={filled[field]}
                  onChange={({ target }) => setFilled({ ...filled, [field]: target.value })}
                  className="mt-1 min-h-11 w-full rounded-xl border border-line bg-surface px-3 text-base font-normal"
                />
              </label>
            ))}
          </div>
          <div className="flex flex-wrap items-center justify-between gap-4">
            <fieldset className="flex flex-wrap gap-x-5">
              <legend className="text-sm font-medium">{messages.languages}</legend>
              {LOCALES.map((language) => (
                <label key={language} className="flex min-h-11 items-center gap-2" lang={language}>
                  <input
                    type="checkbox"
                    className="size-5 accent-accent"
                    checked={!left.includes(language)}
                    // One language stays.
                    disabled={languages.length === 1 && languages[0] === language}
                    onChange={({ target }) =>
                      setLeft(
                        target.checked
                          ? left.filter((each) => each !== language)
                          : [...left, language],
                      )
                    }
                  />
                  {MESSAGES[language].language}
                </label>
              ))}
            </fieldset>
            <button type="button" className={PRIMARY_BUTTON} onClick={() => window.print()}>
              {messages.print}
            </button>
          </div>
        </div>
        <NoticeSheet languages={languages} filled={filled} days={keepDays} />
      </div>
    </PageFrame>
  );
}
