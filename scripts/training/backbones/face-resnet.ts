import { FACE_RESNET as NETWORK } from '../../../lib/vision/model/networks/face-resnet.ts';
import {
  FACE_RESNET_NORMALIZATION,
  FACE_RESNET_ORIGIN,
  pretrainedFaceResnet,
} from '../pretrained/face-resnet.ts';
import type { Backbone } from './backbone.ts';
import { fromPackageOnly } from './from-package.ts';

/** dlib's face-recognition ResNet. */
export const FACE_RESNET: Backbone = {
  name: 'face-resnet',
  ...NETWORK,
  normalization: FACE_RESNET_NORMALIZATION,
  origin: FACE_RESNET_ORIGIN,
  pretrained: (source) => fromPackageOnly('face-resnet', source, pretrainedFaceResnet),
};
