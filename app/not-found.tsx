import { NotFoundNotice } from '@/components/shell/not-found-notice';
import { DEFAULT_LOCALE, MESSAGES } from '@/lib/i18n/locale';
import { pageMetadata } from '@/lib/i18n/page-metadata';

const { notFound, start } = MESSAGES[DEFAULT_LOCALE];
export const metadata = pageMetadata(notFound.title, start.lead);

export default function NotFound() {
  return <NotFoundNotice />;
}
