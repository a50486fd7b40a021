/**
 * `npm run train -- --data DIR [--data DIR ...]`: from folders of photographs to a fine-tuned
 * classifier and, with --publish, to public/models. Reads downward; each step is a module.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FACE_LABELS } from '../lib/vision/labels.ts';
import type { NamedWeights } from '../lib/vision/model/weights.ts';
import { CROP_RULE } from './data/crop-rule.ts';
import { type CropSet, cutAll } from './data/crop-set.ts';
import type { Crop } from './data/crops.ts';
import { type DataPhotograph, readDatasets } from './data/dataset.ts';
import type { Split } from './data/split.ts';
import { leftOutLine, splitPhotographs, writeSplitLists } from './data/split-photographs.ts';
import { engineSpeed, loadEngine } from './engine/engine.ts';
import { isMain } from './support/is-main.ts';
import { openPublishedFinder } from './support/published-models.ts';
import { seededRandom, shuffled } from './support/random.ts';
import { reportFailure } from './support/report-failure.ts';
import { backboneOf } from './training/backbones/index.ts';
import { blendWithStart } from './training/blend.ts';
import { drawSamples } from './training/drawn-masks/drawn-samples.ts';
import { fitClassifier } from './training/fit.ts';
import { parseTrainOptions, type TrainOptions, trainUsage } from './training/options.ts';
import { outputGroups } from './training/outputs.ts';
import { publishClassifier } from './training/publish/publish-classifier.ts';
import { calibratedLoss, fitCalibration, withBias } from './training/report/calibration.ts';
import {
  formatReport,
  type TestedCrop,
  type TestReport,
  testReport,
} from './training/report/test-report.ts';
import { judgementsOf, writeRunReport } from './training/report/write-report.ts';
import { judgeSamples, type Sample } from './training/samples.ts';
import { startWeights } from './training/start-weights.ts';

/** Height of a face, frame px, below which a person can hardly tell either. */
const TINY_FACE_PX = 20;

export async function train(options: TrainOptions): Promise<TestReport> {
  const runFolder = path.join('runs', options.name);
  await mkdir(runFolder, { recursive: true });
  const engine = await loadEngine(options.engine);
  console.log(`${engine.description}, ${(await engineSpeed()).toFixed(1)} GFLOP/s`);

  const { photographs, skipped } = await readDatasets(options.data, options.add);
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

  const splits = await splitPhotographs(photographs, options);
  if (leftOutLine(splits)) console.log(leftOutLine(splits));
  await writeSplitLists(path.join(runFolder, 'split'), photographs, splits);

  const usable = cut.crops
    .map((crop, i) => ({ crop, i }))
    .filter(({ crop }) => options.classes.includes(crop.label));
  const inSplit = (split: Split) => {
    const part = usable.filter(
      ({ crop }) =>
        splits[crop.photograph] === split && (split === 'train' || !crop.machineLabelled),
    );
    if (options.maxCrops === 0) return part;
    return shuffled(part, seededRandom(options.seed, 77)).slice(0, options.maxCrops);
  };
  const toSample = ({ crop, i }: (typeof usable)[number]): Sample => ({
    truth: options.classes.indexOf(crop.label),
    patch: cut.patch(i),
    repeats: repeats(crop, (photographs[crop.photograph] as DataPhotograph).kind, options),
  });
  const trainPart = inSplit('train');
  const validationPart = inSplit('validation');
  const testPart = inSplit('test');
  const drawn = await withDrawnMasks(trainPart, cut, options);
  console.log(
    `train ${trainPart.length} and ${drawn.length} with drawn masks, validation ${validationPart.length}, test ${testPart.length} crops`,
  );

  const fitted = await fitClassifier(
    await startWeights(options),
    [...trainPart.map(toSample), ...drawn],
    validationPart.map(toSample),
    options,
    CROP_RULE.fill,
    runFolder,
  );
  const judge = async (part: typeof usable, weights: NamedWeights): Promise<TestedCrop[]> => {
    const judged = await judgeSamples(
      weights,
      part.map(toSample),
      options.classes,
      CROP_RULE.fill,
      backboneOf(options.backbone),
    );
    return part.map(({ crop }, i) => ({
      crop,
      photograph: photographs[crop.photograph] as (typeof photographs)[number],
      judged: judged[i] as (typeof judged)[number],
    }));
  };
  const faceClasses = FACE_LABELS.map((label) => options.classes.indexOf(label)).filter(
    (k) => k >= 0,
  );
  const judgedOf = async (w: NamedWeights) =>
    (await judge(validationPart, w)).map(({ judged }) => judged);
  const chosen = options.blend
    ? await blendWithStart(await startWeights(options), fitted.weights, async (w) =>
        calibratedLoss(await judgedOf(w), faceClasses),
      )
    : { weights: fitted.weights, startShare: 0 };
  const calibration = fitCalibration(await judgedOf(chosen.weights), faceClasses);
  const { temperature } = calibration;
  const weights = withBias(chosen.weights, calibration, outputGroups(options.classes));
  const validated = await judge(validationPart, weights);
  const tested = await judge(testPart, weights);
  const report = testReport(tested, options.classes, temperature);
  await writeRunReport(runFolder, {
    history: fitted.history,
    report,
    tested,
    temperature,
    patch: (i) => cut.patch((testPart[i] as (typeof testPart)[number]).i),
  });
  await writeFile(
    path.join(runFolder, 'judgements.json'),
    JSON.stringify(judgementsOf([...validated, ...tested], options.classes, temperature)),
  );
  console.log(formatReport(report));

  if (options.publish) {
    await publishClassifier({
      weights,
      bestEpoch: fitted.bestEpoch,
      startShare: chosen.startShare,
      options,
      report,
      test: async (stored) =>
        testReport(await judge(testPart, stored), options.classes, temperature),
      temperature,
      validationJudged: validated.map(({ judged }) => judged),
    });
  }
  return report;
}

/** Shortest bare face that a mask is drawn on, frame px: on smaller ones the landmarks are guesses. */
const SMALLEST_DRAWN_PX = 60;
/** Real faces come first: drawn ones are shown every second epoch. */
const DRAWN_REPEATS = 1 / 2;

/** Bare faces of the training part again, a mask drawn on each. */
async function withDrawnMasks(
  part: readonly { crop: Crop; i: number }[],
  cut: CropSet,
  { classes, drawnMasks, seed }: TrainOptions,
): Promise<Sample[]> {
  const bare = part.filter(
    ({ crop }) => crop.label === 'without_mask' && crop.box.height >= SMALLEST_DRAWN_PX,
  );
  const chosen = shuffled(bare, seededRandom(seed, 78)).slice(0, drawnMasks);
  if (chosen.length === 0) return [];
  const patches = chosen.map(({ i }) => cut.patch(i));
  return (await drawSamples(patches, CROP_RULE.fill, seed)).map(({ patch, label, way }) => ({
    truth: classes.indexOf(label),
    ...(way && { way }),
    patch,
    repeats: DRAWN_REPEATS,
  }));
}

/** The rare class is shown more often; what there is plenty of, or little to see in, less often. */
function repeats(
  { label, box }: Crop,
  kind: DataPhotograph['kind'],
  options: TrainOptions,
): number {
  if (label === 'incorrect_mask') return options.rareRepeats;
  if (label === 'background') return 1 / 3;
  if (box.height < TINY_FACE_PX) return 1 / 2;
  return label === 'without_mask' && kind === 'annotated' ? options.streetRepeats : 1;
}

if (isMain(import.meta.url)) {
  try {
    await train(parseTrainOptions(process.argv.slice(2)));
  } catch (error) {
    reportFailure(error, trainUsage());
  }
}
