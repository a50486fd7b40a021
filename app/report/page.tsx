import { ReportPage } from '@/components/report/report-page';
import { DEFAULT_LOCALE } from '@/lib/i18n/locale';
import { REPORT_MESSAGES } from '@/lib/i18n/report/languages';

const { lead } = REPORT_MESSAGES[DEFAULT_LOCALE];
export const metadata = { description: lead };

export default function Page() {
  return <ReportPage />;
}
