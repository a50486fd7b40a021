import { defineSweep } from '../sweep/definition.ts';

/**
 * Compares frozen features of deeper backbones. It needs a network for about 1.2 GB of downloads,
 * or local files: a list of `backbone` and `weights` in place of the grid.
 */
export default defineSweep({
  name: 'backbones',
  data: ['../shared/data/face-mask-4k', '../shared/data/street-faces'],
  seeds: [1, 2, 3, 4, 5],
  factors: [
    {
      name: 'backbone',
      vary: {
        backbone: [
          'face-resnet',
          'resnet18',
          'resnet34',
          'resnet50',
          'resnet101',
          'resnet152',
          'vgg16',
        ],
      },
    },
  ],
});
