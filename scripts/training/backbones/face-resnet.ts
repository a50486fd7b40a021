import {
  FACE_RESNET_INPUT_SIZE,
  FEATURE_COUNT,
  faceResnetFeatures,
} from '../../../lib/vision/model/networks/face-resnet.ts';
import { FACE_RESNET_NORMALIZATION, pretrainedFaceResnet } from '../pretrained/face-resnet.ts';
import type { Backbone } from './backbone.ts';
import { fromPackageOnly } from './from-package.ts';

/** dlib's face-recognition ResNet: the one that the site runs. */
export const FACE_RESNET: Backbone = {
  name: 'face-resnet',
  inputSize: FACE_RESNET_INPUT_SIZE,
  normalization: FACE_RESNET_NORMALIZATION,
  featureCount: FEATURE_COUNT,
  pretrained: (source) => fromPackageOnly('face-resnet', source, pretrainedFaceResnet),
  features: faceResnetFeatures,
};
