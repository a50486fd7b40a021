import { z } from 'zod';
import {
  addOption,
  dataOption,
  engineOption,
  labelOption,
  modelsOption,
  splitOption,
} from '../../support/options.ts';

/** Every setting of a training of the finder: default, unit, range. The names are the command's flags. */
export const finderOptions = z.object({
  data: dataOption,
  add: addOption,
  label: labelOption,
  name: z.string().default('face-finder').describe('folder of the run under runs/'),
  engine: engineOption,
  split: splitOption,
  seed: z.coerce.number().int().min(0).default(1).describe('of the split and of all chance'),
  start: z
    .enum(['pretrained', 'published'])
    .default('pretrained')
    .describe("the network to begin with: BlazeFace as its authors trained it, or the site's"),
  epochs: z.coerce.number().int().min(1).max(1000).default(7),
  viewsPerPhotograph: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(2)
    .describe('with drawn boxes, an epoch; a portrait has one'),
  batchSize: z.coerce.number().int().min(1).max(256).default(16).describe('views a step'),
  learningRate: z.coerce.number().positive().max(1).default(1.5e-4).describe('peak'),
  fineLearningRate: z.coerce
    .number()
    .positive()
    .max(1)
    .default(1e-3)
    .describe('peak, of the head at stride 8, which is not pretrained'),
  frozenStages: z.coerce
    .number()
    .int()
    .min(0)
    .max(4)
    .default(0)
    .describe('stages kept as they were, from the picture inwards; the first costs most to train'),
  warmup: z.coerce.number().min(0).max(0.9).default(0.1).describe('part of the run'),
  averaging: z.coerce
    .number()
    .min(0)
    .max(0.9999)
    .default(0.998)
    .describe('decay of the moving average of the weights that is tested and published'),
  startShare: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe(
      'of the weights that the run began with, mixed into the trained ones: what it learnt new weighs ' +
        'less against what it knew; best chosen on validation',
    ),
  maxPhotographs: z.coerce.number().int().min(0).default(0).describe('for trials; 0: all'),
  cache: z.string().default('.cache').describe('folder of intermediate results'),
  models: modelsOption,
  scoreThreshold: z.coerce
    .number()
    .min(0)
    .max(0.99)
    .default(0)
    .describe(
      'of the published finder, best chosen by evaluate --only validation; 0: the lowest of a few that ' +
        'gives few false boxes on validation',
    ),
  zoomedScoreThreshold: z.coerce
    .number()
    .min(0)
    .max(0.99)
    .default(0.6)
    .describe(
      'of the published finder where a picture is looked at in zoomed views too; chosen by evaluate --only validation --search zoomed --face-threshold T',
    ),
  publish: z
    .boolean()
    .default(false)
    .describe('put the finder in place of the old one; compare them with evaluate first'),
  resume: z.boolean().default(false).describe('go on where the run of that name stopped'),
});
export type FinderOptions = z.infer<typeof finderOptions>;
