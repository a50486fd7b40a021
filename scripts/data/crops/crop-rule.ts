import type { CropRule } from '../../../lib/vision/model/manifest.ts';

/** The square around a face that newly trained classifiers see; a published one names its own. */
export const CROP_RULE: CropRule = { sideRatio: 1.22, fill: 127 };
