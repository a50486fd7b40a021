import type { Locale } from '../locale.ts';
import { aboutEn } from './en.ts';
import { aboutKo } from './ko.ts';
import type { AboutMessages } from './messages.ts';

export const ABOUT: Readonly<Record<Locale, AboutMessages>> = { en: aboutEn, ko: aboutKo };
