import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { ABOUT } from '@/lib/i18n/about';
import { MESSAGES } from '@/lib/i18n/locale';
import { FACT_FILES, readModelCardFacts } from '@/lib/model-card/facts';
import { modelCard } from '@/lib/model-card/model-card';
import { MODEL_CARD_FILE, modelCardMarkdown } from '@/scripts/model-card';
import { publishedIds } from '@/scripts/support/published-models';

const MODELS = 'public/models';
const read = async (file: string) => JSON.parse(await readFile(file, 'utf8'));
const facts = readModelCardFacts(
  (file) => read(`${MODELS}/${file}`),
  () => read('docs/order/summary.json'),
);

it('shows figures of the very models that the site ships', async () => {
  const ids = await publishedIds(MODELS);
  const { live, stills } = await facts;
  expect(live.models, FACT_FILES.live).toEqual(ids);
  expect(stills.models, FACT_FILES.stills).toEqual(ids);
  expect([live.search, stills.search]).toEqual(['whole', 'zoomed']);
  expect([live.only, stills.only]).toEqual(['test', 'test']);
});

it('stands in the repository as the site shows it (npm run model-card)', async () => {
  expect(await readFile(MODEL_CARD_FILE, 'utf8')).toBe(await modelCardMarkdown());
});

it('has the same form in every language', async () => {
  const shapes = (['en', 'ko'] as const).map(async (locale) =>
    modelCard(await facts, ABOUT[locale], MESSAGES[locale].verdicts).sections.map((section) => [
      section.paragraphs?.length,
      section.list?.length,
      section.tables?.map(({ head, rows }) => [head.length, ...rows.map((row) => row.length)]),
    ]),
  );
  const [en, ko] = await Promise.all(shapes);
  expect(ko).toEqual(en);
});
