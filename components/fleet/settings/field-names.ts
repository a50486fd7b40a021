import type { FleetMessages } from '@/lib/i18n/fleet/messages';
import { KIOSK_SETTINGS_MESSAGES } from '@/lib/i18n/kiosk-settings/languages';
import type { Locale } from '@/lib/i18n/locale';

/** Every setting by its name, with its words. */
export type FieldNames = Readonly<Record<string, string>>;

export function fieldNames(messages: FleetMessages, locale: Locale): FieldNames {
  return { ...messages.settings.fields, ...KIOSK_SETTINGS_MESSAGES[locale].fields };
}
