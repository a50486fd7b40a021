import sharp from 'sharp';
import type { StillResult } from '../../lib/stills/still-result.ts';
import { createDetector } from '../../lib/vision/detector.ts';
import type { Detector, Search } from '../../lib/vision/detector-types.ts';
import { loadModels } from '../../lib/vision/model/models.ts';
import type { ComputeNetwork } from '../../lib/vision/model/network.ts';
import { loadJudgingEngine } from '../engine/judging-engine.ts';
import type { JudgingEngineName } from '../engine/native-packages.ts';
import { modelsFolder } from '../support/published-models.ts';
import { checkPicture } from './check-picture.ts';
import type { LoadPicture, PictureSource } from './sources/picture-source.ts';

export interface CheckerOptions {
  readonly engine: JudgingEngineName | 'auto';
  /** Folder of published models. */
  readonly models: string;
  /** `zoomed` where absent. */
  readonly search?: Search;
  /**
   * Lowest finder score of a face. Where this or one of the next two is absent, the published
   * models' own value counts.
   */
  readonly faceThreshold?: number | undefined;
  /** Edge of the judged square, as a multiple of the face box. */
  readonly sideRatio?: number | undefined;
  /** Lowest probability, by both networks, that a box shows a face. */
  readonly isFaceThreshold?: number | undefined;
  /** Where pictures may lie. Where absent, a name is the path of a file anywhere. */
  readonly source?: PictureSource;
}

/** Opens a detector for this process that judges one picture after the other. */
export async function openChecker(
  options: CheckerOptions,
): Promise<(file: string) => Promise<StillResult>> {
  // Each file is read once, so a cache would only use memory.
  sharp.cache(false);
  const compute = await loadJudgingEngine(options.engine);
  const detector = await openVariant(options, compute);
  const load = options.source && (await openSourceOf(options.source));
  return (file) => checkPicture(detector, file, options.search, load);
}

/** Only lists from elsewhere need the packages that fetch pictures. */
async function openSourceOf(source: PictureSource): Promise<LoadPicture> {
  const { openSource } = await import('./sources/picture-source.ts');
  return openSource(source);
}

/** The published models with the changes in the options. */
async function openVariant(options: CheckerOptions, compute: ComputeNetwork): Promise<Detector> {
  const { finder, classifier } = await loadModels(modelsFolder(options.models));
  const { crop, thresholds } = classifier.manifest;
  const manifest = {
    ...classifier.manifest,
    crop: { ...crop, sideRatio: options.sideRatio ?? crop.sideRatio },
    thresholds: { ...thresholds, isFace: options.isFaceThreshold ?? thresholds.isFace },
  };
  const detector = createDetector({ finder, classifier: { ...classifier, manifest } }, { compute });
  const { faceThreshold } = options;
  if (faceThreshold === undefined) return detector;
  return {
    detect: (frame, rest) => detector.detect(frame, { ...rest, faceThreshold }),
    dispose: () => detector.dispose(),
  };
}
