import { z } from 'zod';
import { CLASS_LABELS } from '../../lib/vision/labels.ts';
import { NETWORK_NAMES } from '../../lib/vision/model/networks/names.ts';
import {
  addOption,
  configOption,
  dataOption,
  engineOption,
  labelOption,
  modelsOption,
  parseOptions,
  splitOption,
  usage,
} from '../support/options.ts';
import { comesAsFile } from './backbones/index.ts';

/** Every setting of a training run: default, unit, range. The names are the command's flags. */
const settings = z.object({
  config: configOption,
  data: dataOption,
  add: addOption,
  label: labelOption,
  name: z.string().default('mask-classifier').describe('folder of the run under runs/'),
  engine: engineOption,
  recipe: z
    .enum(['full', 'notes'])
    .default('full')
    .describe(
      "'notes': frozen backbone, with_mask and without_mask, dropout 0.4, constant rate, light variation",
    ),
  backbone: z
    .enum(NETWORK_NAMES)
    .default('face-resnet')
    .describe(
      'network behind the head; the ImageNet ones see the face at 224 px and their weights come from ' +
        'the Hugging Face hub; where that cannot be reached, training begins with random ones, and says so',
    ),
  weights: z
    .string()
    .optional()
    .describe('safetensors file of the backbone, in place of a download'),
  start: z
    .enum(['pretrained', 'published', 'scratch'])
    .default('pretrained')
    .describe(
      "the network to begin with: pretrained with a new head, the site's model, or random weights",
    ),
  blend: z
    .boolean()
    .default(false)
    .describe(
      'with --start published: mix the weights it began with into the trained ones, as far as that is ' +
        'better on validation',
    ),
  split: splitOption,
  seed: z.coerce.number().int().min(0).default(1).describe('of the split and of all chance'),
  epochs: z.coerce.number().int().min(1).max(1000).default(12),
  batchSize: z.coerce.number().int().min(1).max(1024).default(32).describe('pictures a step'),
  learningRate: z.coerce.number().positive().max(1).default(1e-3).describe('peak, of the head'),
  backboneRate: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1.5e-4)
    .describe('peak, of the backbone; 0 freezes it'),
  warmup: z.coerce.number().min(0).max(0.9).default(0.08).describe('part of the run'),
  weightDecay: z.coerce.number().min(0).max(1).default(0.01),
  dropout: z.coerce.number().min(0).max(0.95).default(0.4),
  labelSmoothing: z.coerce.number().min(0).max(0.5).default(0.05),
  rareRepeats: z.coerce
    .number()
    .int()
    .min(1)
    .max(20)
    .default(2)
    .describe('times that an incorrect_mask face is shown in an epoch'),
  streetRepeats: z.coerce
    .number()
    .int()
    .min(1)
    .max(20)
    .default(2)
    .describe('times that a bare face of a photograph with boxes is shown in an epoch'),
  drawnMasks: z.coerce
    .number()
    .int()
    .min(0)
    .default(1500)
    .describe(
      'bare training faces at most that a mask, or a cover that is none, is drawn on; 0: none',
    ),
  drawings: z.coerce
    .number()
    .int()
    .min(1)
    .max(20)
    .default(1)
    .describe('different ones on each of these faces, shown in turn'),
  variation: z
    .enum(['full', 'light'])
    .default('full')
    .describe(
      "how far training pictures differ from the cut faces; 'light': scale, place, small rotation and " +
        'flip alone, all that a frozen backbone can learn from',
    ),
  settled: z.coerce
    .number()
    .int()
    .min(0)
    .default(3)
    .describe('epochs after which background that still looks like a face is left out; 0: never'),
  averaging: z.coerce
    .number()
    .min(0)
    .max(0.99999)
    .default(0.998)
    .describe('decay of the moving average of the weights that is tested and published'),
  sideRatio: z.coerce
    .number()
    .min(1)
    .max(4)
    .default(1.36)
    .describe(
      'edge of the square that the published model is shown, in face boxes; training varies it; chosen by evaluate --only validation --side-ratio R',
    ),
  isFaceThreshold: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.3)
    .describe(
      'lowest probability, by both networks, that a box shows a face, with which the published model takes it for one; ' +
        'chosen by evaluate --only validation --is-face-threshold P',
    ),
  keep: z
    .enum(['best', 'last'])
    .default('best')
    .describe(
      'the epoch whose weights are published: the one of the least validation loss, or the last; with ' +
        '--blend the last may be the better partner',
    ),
  patience: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('epochs without a better validation loss before stopping; 0: never'),
  maxCrops: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('of each part, by chance; for trials; 0: all'),
  classes: z
    .array(z.enum(CLASS_LABELS))
    .min(2)
    .default([...CLASS_LABELS]),
  cache: z.string().default('.cache').describe('folder of cut faces'),
  models: modelsOption,
  publish: z
    .boolean()
    .default(false)
    .describe('put the model in place if it did better than the old one on the same test'),
  replace: z
    .boolean()
    .default(false)
    .describe('with --publish: also if it did worse or the tests cannot be compared'),
  resume: z.boolean().default(false).describe('go on where the run of that name stopped'),
});
export const trainOptions = settings.superRefine(({ backbone, weights, start, blend }, context) => {
  const refuse = (name: string, message: string) =>
    context.addIssue({ code: 'custom', path: [name], message });
  if (start === 'scratch' && !comesAsFile(backbone)) {
    refuse(
      'start',
      `${backbone} has its weights from an npm package: nothing to begin from scratch`,
    );
  }
  if (blend && start !== 'published') {
    refuse('blend', 'A new head is nothing to mix in: --blend needs --start published');
  }
  if (weights !== undefined && !comesAsFile(backbone)) {
    refuse('weights', `${backbone} comes with an npm package: leave --weights out`);
  }
});
export type TrainOptions = z.infer<typeof trainOptions>;

/** The notes' recipe: what its flag sets, unless a flag of its own says otherwise. */
const NOTES: Partial<TrainOptions> = {
  backboneRate: 0,
  classes: ['with_mask', 'without_mask'],
  dropout: 0.4,
  labelSmoothing: 0,
  weightDecay: 0,
  warmup: 0,
  averaging: 0,
  drawnMasks: 0,
  variation: 'light',
  settled: 0,
};

/**
 * The options of a command line.
 * @throws z.ZodError, or TypeError for an unknown flag
 */
export function parseTrainOptions(args: readonly string[]): TrainOptions {
  return parseOptions(trainOptions, args, (given) => (given.recipe === 'notes' ? NOTES : {}));
}

/** A line for each flag, for wrong use. */
export function trainUsage(): string {
  return usage('npm run train -- --data DIR [--data DIR ...] [flags]', trainOptions);
}
