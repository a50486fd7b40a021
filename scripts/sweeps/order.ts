import { defineSweep } from '../sweep/definition.ts';

/** The trials behind docs/order.md. */
export default defineSweep({
  name: 'order',
  data: ['../shared/data/face-mask-4k', '../shared/data/street-faces'],
  seeds: [1, 2, 3, 4, 5],
  factors: [
    // Data first: the effect of split, view and data set.
    {
      name: 'duplicates',
      with: { sets: ['face-mask-4k'] },
      vary: { split: ['stratified', 'random'] },
    },
    {
      name: 'view',
      with: { sets: ['face-mask-4k'] },
      vary: { view: ['crop', 'whole', 'surroundings'] },
    },
    { name: 'sets', vary: { sets: [[], ['face-mask-4k'], ['street-faces']] } },
    // The factor that limits the accuracy.
    { name: 'data-size', vary: { trainShare: [0.1, 0.2, 0.4, 0.7, 1] } },
    // One factor at a time.
    { name: 'dropout', vary: { dropout: [0, 0.2, 0.4] } },
    { name: 'epochs', vary: { epochs: [3, 10, 50, 200] } },
    {
      name: 'rates',
      vary: { learningRate: [1e-4, 3e-4, 1e-3, 3e-3], weightDecay: [0, 0.1, 1] },
    },
    { name: 'loss', vary: { loss: ['nll', 'bce'] } },
    { name: 'backbone', vary: { backbone: ['face-resnet', 'face-mobilenet'] } },
    // Again with another limit: this backbone memorises its training part.
    ...[
      { name: 'data-size-mobilenet', vary: { trainShare: [0.1, 0.2, 0.4, 0.7, 1] } },
      { name: 'dropout-mobilenet', vary: { dropout: [0, 0.2, 0.4] } },
      { name: 'epochs-mobilenet', vary: { epochs: [3, 10, 50, 200] } },
    ].map((factor) => ({ ...factor, with: { backbone: 'face-mobilenet' as const } })),
    {
      name: 'fine-tuning',
      with: { trainShare: 0.5 },
      seeds: [1, 2, 3],
      list: [
        {},
        { training: 'network', epochs: 4, batchSize: 32, backboneRate: 0 },
        { training: 'network', epochs: 4, batchSize: 32, backboneRate: 1.5e-4 },
      ],
    },
  ],
});
