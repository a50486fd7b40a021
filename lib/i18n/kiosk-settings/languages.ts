import type { Locale } from '../locale.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { KioskSettingsMessages } from './messages.ts';

export const KIOSK_SETTINGS_MESSAGES: Readonly<Record<Locale, KioskSettingsMessages>> = { en, ko };
