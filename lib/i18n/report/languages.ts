import type { Locale } from '../locale.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { ReportMessages } from './messages.ts';

export const REPORT_MESSAGES: Readonly<Record<Locale, ReportMessages>> = { en, ko };
