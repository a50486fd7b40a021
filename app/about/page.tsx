import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AboutPage } from '@/components/about/about-page';
import { readModelCardFacts } from '@/lib/model-card/facts';

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
