/** Edge of the square picture that each network sees, px: what a classifier may have behind its head. */
export const INPUT_SIZES = {
  'face-resnet': 150,
  'face-mobilenet': 224,
  resnet18: 224,
  resnet34: 224,
  resnet50: 224,
  resnet101: 224,
  resnet152: 224,
  vgg16: 224,
} as const;

export type NetworkName = keyof typeof INPUT_SIZES;
export const NETWORK_NAMES = Object.keys(INPUT_SIZES) as [NetworkName, ...NetworkName[]];
