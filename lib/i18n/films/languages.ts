import type { Locale } from '../locale.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { FilmsMessages } from './messages.ts';

export const FILMS_MESSAGES: Readonly<Record<Locale, FilmsMessages>> = { en, ko };
