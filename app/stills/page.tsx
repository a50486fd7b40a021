import { StillsPage } from '@/components/stills/stills-page';
import { DEFAULT_LOCALE, MESSAGES } from '@/lib/i18n/locale';

const { stills } = MESSAGES[DEFAULT_LOCALE];

export const metadata = { description: stills.lead };

export default function Page() {
  return <StillsPage />;
}
