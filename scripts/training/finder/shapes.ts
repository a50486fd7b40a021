import type { FaceFinderManifest } from '../../../lib/vision/model/manifest.ts';

/** The input shapes that the finder is trained on and published with, px. */
export const FINDER_SHAPES: FaceFinderManifest['shapes'] = {
  small: [
    { width: 256, height: 160 },
    { width: 160, height: 256 },
    { width: 192, height: 192 },
  ],
  medium: [
    { width: 320, height: 192 },
    { width: 192, height: 320 },
    { width: 256, height: 256 },
  ],
  large: [
    { width: 384, height: 224 },
    { width: 224, height: 384 },
    { width: 288, height: 288 },
  ],
};

export const ALL_SHAPES = Object.values(FINDER_SHAPES).flat();
