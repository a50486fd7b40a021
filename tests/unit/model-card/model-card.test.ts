import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { ABOUT } from '@/lib/i18n/about';
import { MESSAGES } from '@/lib/i18n/locale';
import {
  type EvaluationFacts,
  FACT_FILES,
  type ModelCardFacts,
  readModelCardFacts,
} from '@/lib/model-card/facts';
import { modelCard } from '@/lib/model-card/model-card';
import { MODEL_CARD_FILE, modelCardMarkdown } from '@/scripts/model-card';
import { publishedIds } from '@/scripts/support/published-models';

const MODELS = 'public/models';
const read = async (file: string) => JSON.parse(await readFile(file, 'utf8'));
const facts = readModelCardFacts(
  (file) => read(`${MODELS}/${file}`),
  () => read('docs/order/summary.json'),
);

it('shows the figures of the models that the site ships', async () => {
  const ids = await publishedIds(MODELS);
  const { live, stills } = await facts;
  expect(live.models, FACT_FILES.live).toEqual(ids);
  expect(stills.models, FACT_FILES.stills).toEqual(ids);
  expect([live.search, stills.search]).toEqual(['whole', 'zoomed']);
  expect([live.only, stills.only]).toEqual(['test', 'test']);
});

it('is the same in the repository and on the site (npm run model-card)', async () => {
  expect(await readFile(MODEL_CARD_FILE, 'utf8')).toBe(await modelCardMarkdown());
});

/** The facts, with all figures that an evaluation with --tilt measures. */
async function withAllTables(): Promise<ModelCardFacts> {
  const measured = await facts;
  const { foundAndRight } = measured.stills.figures
    .bySize[0] as EvaluationFacts['figures']['bySize'][number];
  const row = <Kind extends string>(kind: Kind) => ({ kind, foundAndRight });
  const rate = { mean: 0.12, interval: { low: 0.08, high: 0.17 } };
  const counts = { portraits: 45, right: 39, unsure: 2, wrong: 1, notFound: 3, sureMask: 1 };
  const extended = ({ figures, ...record }: EvaluationFacts): EvaluationFacts => ({
    ...record,
    add: ['more-faces'],
    figures: {
      ...figures,
      large: { ...figures.large, falsePerPicture: rate, leftOutPerPicture: rate },
      byDataset: [row('street-faces')],
      byAngle: [row('profile')],
      byLight: [row('dark')],
      calibrationError: 0.021,
      tilt: [
        { degrees: 45, label: 'without_mask', ...counts },
        { degrees: 45, label: 'with_mask', ...counts },
      ],
    },
  });
  return { ...measured, live: extended(measured.live), stills: extended(measured.stills) };
}

it('shows the figures by kind, the turned portraits and the calibration', async () => {
  const card = modelCard(await withAllTables(), ABOUT.en, MESSAGES.en.verdicts);
  const [section] = card.sections.filter(({ heading }) => heading === ABOUT.en.figures.heading);
  const cells = section?.tables?.flatMap(({ rows }) => rows) ?? [];
  const rowOf = (name: string) => cells.find(([first]) => first === name);
  expect(rowOf('street-faces')).toHaveLength(4);
  expect(rowOf('Profile')).toHaveLength(4);
  expect(rowOf('No mask, 45°')).toEqual(['No mask, 45°', '39 / 45', '2', '3', '1', '1']);
  expect(rowOf('Mask, 45°')?.at(-1)).toBe('–');
  expect(cells.flat()).toContain('boxes on no face: 0.12 (0.08–0.17) a picture');
  expect(section?.paragraphs?.join()).toContain('live 0.021');
  expect(section?.paragraphs?.join()).toContain('more-faces');
});

it('has the same form in every language', async () => {
  const measured = await withAllTables();
  const shapes = (['en', 'ko'] as const).map(async (locale) =>
    modelCard(measured, ABOUT[locale], MESSAGES[locale].verdicts).sections.map((section) => [
      section.paragraphs?.length,
      section.list?.length,
      section.tables?.map(({ head, rows }) => [head.length, ...rows.map((row) => row.length)]),
    ]),
  );
  const [en, ko] = await Promise.all(shapes);
  expect(ko).toEqual(en);
});

it('shows the accuracy of the way a mask is worn, if a model tells it', async () => {
  const measured = await facts;
  const { test } = measured.classifier.metrics;
  const lastColumn = (byDataset: typeof test.byDataset) => {
    const classifier = { ...measured.classifier, metrics: { test: { ...test, byDataset } } };
    const card = modelCard({ ...measured, classifier }, ABOUT.en, MESSAGES.en.verdicts);
    const tables = card.sections.flatMap(({ tables = [] }) => tables);
    const table = tables.find(({ caption }) => caption === ABOUT.en.figures.classifier);
    return [table?.head, ...(table?.rows ?? [])].map((row) => row?.at(-1));
  };
  const figures = Object.values(test.byDataset)[0] as (typeof test.byDataset)[string];
  const { ways: _, ...without } = figures;
  const ways = { share: 0.75, n: 48, interval: { low: 0.61, high: 0.85 } };
  const told = lastColumn({ 'street-faces': { ...without, ways }, 'face-mask-4k': without });
  expect(told[0]).toBe(ABOUT.en.figures.wayColumn);
  expect(told[1]).toContain('75');
  expect(told[2]).toBe('–');
  expect(lastColumn({ 'street-faces': without })[0]).not.toBe(ABOUT.en.figures.wayColumn);
});
