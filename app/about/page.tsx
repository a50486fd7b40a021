import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AboutPage } from '@/components/about/about-page';
import { ABOUT } from '@/lib/i18n/about';
import { DEFAULT_LOCALE } from '@/lib/i18n/locale';
import { readModelCardFacts } from '@/lib/model-card/facts';

const { lead } = ABOUT[DEFAULT_LOCALE];
export const metadata = { description: lead };

/** Made once, when the site is built: the figures are those of the models in `public/models`. */
export default async function Page() {
  const facts = await readModelCardFacts(
    async (file) =>
      JSON.parse(await readFile(path.join(process.cwd(), 'public/models', file), 'utf8')),
    async () =>
      JSON.parse(await readFile(path.join(process.cwd(), 'docs/order/summary.json'), 'utf8')),
  );
  return <AboutPage facts={facts} />;
}
