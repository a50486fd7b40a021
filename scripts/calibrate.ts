/**
 * `npm run calibrate -- --data DIR [--data DIR ...]`: fits, on the validation part, how finder and
 * classifier together predict whether a box shows a face. It writes the factors into the
 * classifier's manifest.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { createDetector } from '../lib/vision/detector.ts';
import type { Detector, Search } from '../lib/vision/detector-types.ts';
import { type FaceEvidence, maskClassifierManifest } from '../lib/vision/model/manifest.ts';
import { loadModels } from '../lib/vision/model/models.ts';
import type { ComputeNetwork } from '../lib/vision/model/network.ts';
import { checkPicture } from './check/check-picture.ts';
import type { AnnotatedPhotograph } from './data/photograph.ts';
import { loadJudgingEngine } from './engine/judging-engine.ts';
import { choosePhotographs } from './evaluation/choose-photographs.ts';
import { fitFaceEvidence, type JudgedBox } from './evaluation/fit-face-evidence.ts';
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
import { readWeightsFile, swapInModel } from './training/publish/model-writer.ts';

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
  const evidence: Partial<Record<Search, FaceEvidence>> = {};
  for (const search of SEARCHES) {
    const boxes = await judgedBoxes(
      chosen.map(({ photograph }) => photograph),
      search,
      detector,
    );
    const found = fitFaceEvidence(boxes);
    const onNothing = boxes.filter(({ isFace }) => !isFace).length;
    console.log(
      `${search}: ${boxes.length} boxes, ${onNothing} of them on nothing: ${JSON.stringify(found)}`,
    );
    evidence[search] = found;
  }
  detector.dispose();
  const folder = path.join(options.models, 'mask-classifier');
  const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as object;
  const fitted = maskClassifierManifest.parse({ ...manifest, faceEvidence: evidence });
  await swapInModel(folder, fitted, await readWeightsFile(folder, fitted.weights));
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
): Promise<JudgedBox[]> {
  const progress = progressBar(`Judging, ${search}`, photographs.length);
  const boxes: JudgedBox[] = [];
  for (const photograph of photographs) {
    const result = await checkPicture(detector, photograph.file, search);
    progress.step();
    if ('error' in result) continue;
    const { judged, leftOut, unmatched } = matchFaces(photograph, result.faces);
    const onFaces = [...judged.filter((face) => face !== null), ...leftOut];
    for (const [faces, isFace] of [
      [onFaces, true],
      [unmatched, false],
    ] as const) {
      for (const { scores, faceScore } of faces) {
        boxes.push({ noBackground: 1 - scores.background, faceScore, isFace });
      }
    }
  }
  progress.end();
  return boxes;
}

await runCommand(
  import.meta.url,
  () => calibrate(parseOptions(calibrateOptions, process.argv.slice(2))),
  () => usage('npm run calibrate -- --data DIR [flags]', calibrateOptions),
);
