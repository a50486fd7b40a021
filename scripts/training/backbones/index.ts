import type { NetworkName } from '../../../lib/vision/model/networks/names.ts';
import type { Backbone } from './backbone.ts';
import { faceMobilenet } from './face-mobilenet.ts';
import { FACE_RESNET } from './face-resnet.ts';
import { resnetBackbone } from './resnet.ts';
import { vggBackbone } from './vgg.ts';

export function backboneOf(name: NetworkName): Backbone {
  if (name === 'face-resnet') return FACE_RESNET;
  if (name === 'face-mobilenet') return faceMobilenet();
  if (name === 'vgg16') return vggBackbone();
  return resnetBackbone(name);
}

/** Whether the weights come as a safetensors file, not in a package that npm installs. */
export function comesAsFile(name: NetworkName): boolean {
  return backboneOf(name).random !== undefined;
}
