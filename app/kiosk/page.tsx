import { KioskPage } from '@/components/kiosk/kiosk-page';
import { DEFAULT_LOCALE, MESSAGES } from '@/lib/i18n/locale';
import { pageMetadata } from '@/lib/i18n/page-metadata';

const { nav, start } = MESSAGES[DEFAULT_LOCALE];
export const metadata = pageMetadata(nav.kiosk, start.lead);

export default function Page() {
  return <KioskPage />;
}
