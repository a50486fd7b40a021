import type { Locale } from '../locale.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { StillsMessages } from './messages.ts';

export const STILLS_MESSAGES: Readonly<Record<Locale, StillsMessages>> = { en, ko };
