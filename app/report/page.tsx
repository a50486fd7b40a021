import { ReportPage } from '@/components/report/report-page';
import { DEFAULT_LOCALE } from '@/lib/i18n/locale';
import { pageMetadata } from '@/lib/i18n/page-metadata';
import { REPORT_MESSAGES } from '@/lib/i18n/report/languages';

const { title, lead } = REPORT_MESSAGES[DEFAULT_LOCALE];
export const metadata = pageMetadata(title, lead);

export default function Page() {
  return <ReportPage />;
}
