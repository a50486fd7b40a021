import { StillsPage } from '@/components/stills/stills-page';
import { DEFAULT_LOCALE } from '@/lib/i18n/locale';
import { STILLS_MESSAGES } from '@/lib/i18n/stills/languages';

const { lead } = STILLS_MESSAGES[DEFAULT_LOCALE];

export const metadata = { description: lead };

export default function Page() {
  return <StillsPage />;
}
