/**
 * `npm run train -- --data DIR [--data DIR ...]`: from folders of photographs to a fine-tuned
 * classifier and, with --publish, to public/models. Reads downward; each step is a module.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isMain } from './is-main.ts';
import { openPublishedFinder } from './published-models.ts';
import { reportFailure } from './report-failure.ts';
import { CROP_RULE } from './training/crop-rule.ts';
import { cutAll } from './training/crop-set.ts';
import type { Crop } from './training/crops.ts';
import { curvesSvg } from './training/curves.ts';
import { readDatasets } from './training/dataset.ts';
import { engineSpeed, loadEngine } from './training/engine.ts';
import { fitClassifier, judgeSamples, type Sample } from './training/fit.ts';
import { fitTemperature } from './training/metrics.ts';
import { parseTrainOptions, type TrainOptions, trainUsage } from './training/options.ts';
import { publishClassifier } from './training/publish-classifier.ts';
import type { Split } from './training/split.ts';
import { splitPhotographs, writeSplitLists } from './training/split-photographs.ts';
import { formatReport, type TestReport, testReport } from './training/test-report.ts';

/** Height of a face, frame px, below which a person can hardly tell either. */
const TINY_FACE_PX = 20;

export async function train(options: TrainOptions): Promise<TestReport> {
  const runFolder = path.join('runs', options.name);
  await mkdir(runFolder, { recursive: true });
  const engine = await loadEngine(options.engine);
  console.log(`${engine.description}, ${(await engineSpeed()).toFixed(1)} GFLOP/s`);

  const { photographs, skipped } = await readDatasets(options.data);
  const finder = await openPublishedFinder(options.models);
  const cut = await cutAll(photographs, finder, finder.id, CROP_RULE, options.cache);
  const allSkipped = [...skipped, ...cut.skipped];
  await writeFile(
    path.join(runFolder, 'skipped.txt'),
    allSkipped.map(({ file, why }) => `${file}\t${why}\n`).join(''),
  );
  console.log(
    `${photographs.length} photographs, ${cut.crops.length} crops, ${allSkipped.length} files skipped ` +
      `(listed in ${runFolder}/skipped.txt)`,
  );

  const splits = await splitPhotographs(photographs, options.seed, options.cache);
  await writeSplitLists(path.join(runFolder, 'split'), photographs, splits);

  const usable = cut.crops
    .map((crop, i) => ({ crop, i }))
    .filter(({ crop }) => options.classes.includes(crop.label));
  const inSplit = (split: Split) => usable.filter(({ crop }) => splits[crop.photograph] === split);
  const toSample = ({ crop, i }: (typeof usable)[number]): Sample => ({
    truth: options.classes.indexOf(crop.label),
    patch: cut.patch(i),
    repeats: repeats(crop, options),
  });
  const limit = options.maxCrops || usable.length;
  const trainPart = inSplit('train').slice(0, limit).map(toSample);
  const validationPart = inSplit('validation').slice(0, limit);
  const testPart = inSplit('test').slice(0, limit);
  console.log(
    `train ${trainPart.length}, validation ${validationPart.length}, test ${testPart.length} crops`,
  );

  const fitted = await fitClassifier(
    trainPart,
    validationPart.map(toSample),
    options,
    CROP_RULE.fill,
    runFolder,
  );
  await writeFile(path.join(runFolder, 'history.json'), JSON.stringify(fitted.history, null, 1));
  await writeFile(path.join(runFolder, 'curves.svg'), curvesSvg(fitted.history));

  const judge = (part: typeof usable) =>
    judgeSamples(fitted.weights, part.map(toSample), CROP_RULE.fill);
  const validationJudged = await judge(validationPart);
  const temperature = fitTemperature(validationJudged);
  const testJudged = await judge(testPart);
  const report = testReport(
    testPart.map(({ crop }, i) => ({
      crop,
      photograph: photographs[crop.photograph] as (typeof photographs)[number],
      judged: testJudged[i] as (typeof testJudged)[number],
    })),
    options.classes,
    temperature,
  );
  await writeFile(path.join(runFolder, 'test.json'), JSON.stringify(report, null, 1));
  console.log(formatReport(report));

  if (options.publish) {
    await publishClassifier({ fitted, options, report, temperature, validationJudged });
  }
  return report;
}

/** The rare class is shown more often; what there is plenty of, or little to see in, less often. */
function repeats({ label, box }: Crop, options: TrainOptions): number {
  if (label === 'incorrect_mask') return options.rareRepeats;
  if (label === 'background') return 1 / 3;
  return box.height < TINY_FACE_PX ? 1 / 2 : 1;
}

if (isMain(import.meta.url)) {
  try {
    await train(parseTrainOptions(process.argv.slice(2)));
  } catch (error) {
    reportFailure(error, trainUsage());
  }
}
