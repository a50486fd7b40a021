import type { Metadata } from 'next';
import { StillsPage } from '@/components/stills/stills-page';
import { DEFAULT_LOCALE, MESSAGES } from '@/lib/i18n/locale';

const { product, stills } = MESSAGES[DEFAULT_LOCALE];

export const metadata: Metadata = {
  title: `${stills.title} · ${product.name}`,
  description: stills.lead,
};

export default function Page() {
  return <StillsPage />;
}
