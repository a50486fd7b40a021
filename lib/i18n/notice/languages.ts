import type { Locale } from '../locale.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { NoticeMessages } from './messages.ts';

export const NOTICE_MESSAGES: Readonly<Record<Locale, NoticeMessages>> = { en, ko };
