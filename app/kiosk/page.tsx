import { KioskPage } from '@/components/kiosk/kiosk-page';
import { DEFAULT_LOCALE, MESSAGES } from '@/lib/i18n/locale';

const { start } = MESSAGES[DEFAULT_LOCALE];
export const metadata = { description: start.lead };

export default function Page() {
  return <KioskPage />;
}
