import { StillsPage } from '@/components/stills/stills-page';
import { DEFAULT_LOCALE, MESSAGES } from '@/lib/i18n/locale';
import { pageMetadata } from '@/lib/i18n/page-metadata';

const { stills } = MESSAGES[DEFAULT_LOCALE];

export const metadata = pageMetadata(stills.title, stills.lead);

export default function Page() {
  return <StillsPage />;
}
