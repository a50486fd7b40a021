import { NoticePage } from '@/components/notice/notice-page';
import { DEFAULT_LOCALE } from '@/lib/i18n/locale';
import { NOTICE_MESSAGES } from '@/lib/i18n/notice/languages';

const { lead } = NOTICE_MESSAGES[DEFAULT_LOCALE];
export const metadata = { description: lead };

export default function Page() {
  return <NoticePage />;
}
