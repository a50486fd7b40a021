/**
 * `npm run calibrate -- --data DIR [--data DIR ...]`: fits, on the validation part and with the finder in place,
 * what is left to correct in the classifier's probabilities, and then how finder and classifier together
 * predict whether a box shows a face. It writes both into the classifier: a bias into its last layer,
 * temperature and factors into its manifest.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { createDetector } from '../lib/vision/detector.ts';
import type { Detector, JudgedFace, Search } from '../lib/vision/detector-types.ts';
import { CLASS_LABELS, classOf, type FaceLabel, type Scores } from '../lib/vision/labels.ts';
import { type FaceEvidence, maskClassifierManifest } from '../lib/vision/model/manifest.ts';
import { loadModels } from '../lib/vision/model/models.ts';
import type { ComputeNetwork } from '../lib/vision/model/network.ts';
import { checkPicture } from './check/check-picture.ts';
import type { AnnotatedFace, AnnotatedPhotograph } from './data/photograph.ts';
import { loadJudgingEngine } from './engine/judging-engine.ts';
import { choosePhotographs } from './evaluation/choose-photographs.ts';
import { corrected, fitClasses, type LabelledScores } from './evaluation/fit-classes.ts';
import { fitFaceEvidence } from './evaluation/fit-face-evidence.ts';
import { matchFaces } from './evaluation/match-faces.ts';
import {
  judgingEngineOption,
  modelsOption,
  parseOptions,
  photographOptions,
  usage,
} from './support/options.ts';
import { progressBar } from './support/progress.ts';
import { modelsFolder } from './support/published-models.ts';
import { runCommand } from './support/run-command.ts';
import { addToTensor, readWeightsFile, swapInModel } from './training/publish/model-writer.ts';
import type { Calibration } from './training/report/calibration.ts';

const calibrateOptions = z.object({
  ...photographOptions,
  only: photographOptions.only.default('validation'),
  engine: judgingEngineOption,
  models: modelsOption,
});
type CalibrateOptions = z.infer<typeof calibrateOptions>;

const SEARCHES = ['whole', 'zoomed'] as const satisfies Search[];

async function calibrate(options: CalibrateOptions): Promise<void> {
  const compute = await loadJudgingEngine(options.engine);
  const { chosen } = await choosePhotographs(options);
  const detector = await openUncritical(options.models, compute);
  const boxes = new Map<Search, readonly ScoredBox[]>();
  for (const search of SEARCHES) {
    const photographs = chosen.map(({ photograph }) => photograph);
    boxes.set(search, await judgedBoxes(photographs, search, detector));
  }
  detector.dispose();
  const labelled = [...boxes.values()].flat().filter(hasLabel);
  const classes = fitClasses(labelled);
  const bias = CLASS_LABELS.map((label, k) => `${label} ${classes.bias[k]?.toFixed(3)}`).join(', ');
  console.log(
    `${labelled.length} faces: temperature times ${classes.temperature}, log-odds of ${bias}`,
  );
  const evidence: Partial<Record<Search, FaceEvidence>> = {};
  for (const [search, found] of boxes) {
    const factors = fitFaceEvidence(
      found.map(({ scores, faceScore, isFace }) => {
        return { noBackground: 1 - corrected(scores, classes).background, faceScore, isFace };
      }),
    );
    const onNothing = found.filter(({ isFace }) => !isFace).length;
    console.log(
      `${search}: ${found.length} boxes, ${onNothing} of them on nothing: ${JSON.stringify(factors)}`,
    );
    evidence[search] = factors;
  }
  await writeCalibration(path.join(options.models, 'mask-classifier'), classes, evidence);
}

/** What both networks say of a box. */
interface ScoredBox {
  readonly scores: Scores;
  /** The finder's, 0 to 1. */
  readonly faceScore: number;
  readonly isFace: boolean;
  /** Of an annotated face. */
  readonly label?: FaceLabel;
}

function hasLabel(box: ScoredBox): box is ScoredBox & LabelledScores {
  return box.label !== undefined;
}

async function writeCalibration(
  folder: string,
  classes: Calibration,
  faceEvidence: Partial<Record<Search, FaceEvidence>>,
): Promise<void> {
  const text = await readFile(path.join(folder, 'manifest.json'), 'utf8');
  const manifest = maskClassifierManifest.parse(JSON.parse(text));
  const temperature = Number((manifest.temperature * classes.temperature).toFixed(4));
  const before = await readWeightsFile(folder, manifest.weights);
  const { file, entry } = addToTensor(
    before,
    manifest.weights,
    'head/output/bias',
    manifest.labels.map(
      (output) => temperature * (classes.bias[CLASS_LABELS.indexOf(classOf(output))] as number),
    ),
  );
  const after = { ...manifest, temperature, faceEvidence, weights: entry };
  await swapInModel(folder, maskClassifierManifest.parse(after), file);
}

/** A detector that keeps every box of the finder, whatever the classifier says. */
async function openUncritical(models: string, compute: ComputeNetwork): Promise<Detector> {
  const { finder, classifier } = await loadModels(modelsFolder(models));
  const { thresholds } = classifier.manifest;
  const manifest = { ...classifier.manifest, thresholds: { ...thresholds, isFace: 0 } };
  return createDetector({ finder, classifier: { ...classifier, manifest } }, { compute });
}

/** All boxes. Boxes that may be faces are left out. */
async function judgedBoxes(
  photographs: readonly AnnotatedPhotograph[],
  search: Search,
  detector: Detector,
): Promise<ScoredBox[]> {
  const progress = progressBar(`Judging, ${search}`, photographs.length);
  const boxes: ScoredBox[] = [];
  for (const photograph of photographs) {
    const result = await checkPicture(detector, photograph.file, search);
    progress.step();
    if ('error' in result) continue;
    const { judged, leftOut, unmatched } = matchFaces(photograph, result.faces);
    judged.forEach((face, i) => {
      const { label } = photograph.faces[i] as AnnotatedFace;
      if (face) boxes.push({ ...scored(face), isFace: true, label });
    });
    boxes.push(...leftOut.map((face) => ({ ...scored(face), isFace: true })));
    boxes.push(...unmatched.map((face) => ({ ...scored(face), isFace: false })));
  }
  progress.end();
  return boxes;
}

function scored({ scores, faceScore }: JudgedFace): Pick<ScoredBox, 'scores' | 'faceScore'> {
  return { scores, faceScore };
}

await runCommand(
  import.meta.url,
  () => calibrate(parseOptions(calibrateOptions, process.argv.slice(2))),
  () => usage('npm run calibrate -- --data DIR [flags]', calibrateOptions),
);
