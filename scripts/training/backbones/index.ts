import type { Backbone } from './backbone.ts';
import { faceMobilenet } from './face-mobilenet.ts';
import { FACE_RESNET } from './face-resnet.ts';
import { RESNET_NAMES, resnet } from './resnet.ts';
import { vgg16 } from './vgg.ts';

/** Networks whose weights come as a safetensors file. */
export const IMAGENET_BACKBONES: readonly BackboneName[] = [...RESNET_NAMES, 'vgg16'];
export const BACKBONE_NAMES = ['face-resnet', 'face-mobilenet', ...RESNET_NAMES, 'vgg16'] as const;
export type BackboneName = (typeof BACKBONE_NAMES)[number];

export function backboneOf(name: BackboneName): Backbone {
  if (name === 'face-resnet') return FACE_RESNET;
  if (name === 'face-mobilenet') return faceMobilenet();
  if (name === 'vgg16') return vgg16();
  return resnet(name);
}
