import type { CropRule } from '../../../lib/vision/model/manifest.ts';

/**
 * The square around a face that new classifiers are trained on. A published model's manifest has
 * its own rule.
 */
export const CROP_RULE: CropRule = { sideRatio: 1.22, fill: 127 };
