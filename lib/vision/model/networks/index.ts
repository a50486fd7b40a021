import type { BackboneNetwork } from './backbone-network.ts';
import { FACE_MOBILENET } from './face-mobilenet.ts';
import { FACE_RESNET } from './face-resnet.ts';
import type { NetworkName } from './names.ts';
import { resnet } from './resnet.ts';
import { VGG16 } from './vgg.ts';

/** What a classifier may have behind its head; the trainer and the site run the same. */
const NETWORKS: Readonly<Record<NetworkName, BackboneNetwork>> = {
  'face-resnet': FACE_RESNET,
  'face-mobilenet': FACE_MOBILENET,
  resnet18: resnet('resnet18'),
  resnet34: resnet('resnet34'),
  resnet50: resnet('resnet50'),
  resnet101: resnet('resnet101'),
  resnet152: resnet('resnet152'),
  vgg16: VGG16,
};

export function networkOf(name: NetworkName): BackboneNetwork {
  return NETWORKS[name];
}
