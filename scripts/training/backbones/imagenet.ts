import type { Backbone } from './backbone.ts';

/** How torchvision's classifiers see a picture, and what they were trained to tell apart. */

export const IMAGENET_CLASSES = 1000;
/** Mean and deviation of ImageNet's pixels, 0 to 255, R G B. */
export const IMAGENET_NORMALIZATION: Backbone['normalization'] = {
  mean: [255 * 0.485, 255 * 0.456, 255 * 0.406],
  std: [255 * 0.229, 255 * 0.224, 255 * 0.225],
};
