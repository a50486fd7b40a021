import type { Locale } from '../locale.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { FleetMessages } from './messages.ts';

export const FLEET_MESSAGES: Readonly<Record<Locale, FleetMessages>> = { en, ko };
