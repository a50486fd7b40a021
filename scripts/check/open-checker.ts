import sharp from 'sharp';
import type { StillResult } from '../../lib/stills/still-result.ts';
import { openDetector } from '../../lib/vision/detector.ts';
import { loadEngine } from '../engine/engine.ts';
import type { EngineName } from '../engine/native-packages.ts';
import { modelsFolder } from '../support/published-models.ts';
import { checkPicture } from './check-picture.ts';

export interface CheckerOptions {
  readonly engine: EngineName | 'auto';
  /** Folder of published models. */
  readonly models: string;
}

/** What judges picture after picture in this process. */
export async function openChecker({
  engine,
  models,
}: CheckerOptions): Promise<(file: string) => Promise<StillResult>> {
  // Each file is read once: a cache would only hold memory.
  sharp.cache(false);
  await loadEngine(engine);
  const detector = await openDetector(modelsFolder(models));
  return (file) => checkPicture(detector, file);
}
