import { defineSweep } from '../sweep/definition.ts';

/**
 * "Deeper is better", as the notes had it: needs a network, or `weights` with local files. Features of the
 * deepest take about a quarter of a second a face on two cores.
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
