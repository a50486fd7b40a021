import { z } from 'zod';
import { CLASS_LABELS } from '../../lib/vision/labels.ts';
import { NETWORK_NAMES } from '../../lib/vision/model/networks/names.ts';
import { SPLIT_MODES } from '../data/split.ts';
import { VIEWS } from './views.ts';

/** The settings of a trial. The defaults are the recipe `notes`. */
export const trialSettings = z
  .strictObject({
    /**
     * `head` trains a head on the features of a frozen backbone, which are computed once. `network`
     * trains as `npm run train` does, with augmentation; there, `backboneRate` 0 freezes the
     * backbone.
     */
    training: z.enum(['head', 'network']).default('head'),
    backbone: z.enum(NETWORK_NAMES).default('face-resnet'),
    /** A safetensors file with the backbone, instead of a download. */
    weights: z.string().optional(),
    /** Data sets for training and test, by folder name. Empty means all sets of the sweep. */
    sets: z.array(z.string()).default([]),
    classes: z.array(z.enum(CLASS_LABELS)).min(2).default(['with_mask', 'without_mask']),
    /** The part of a photograph that the network sees. */
    view: z.enum(VIEWS).default('crop'),
    /** `random` may put near-duplicates into different parts. */
    split: z.enum(SPLIT_MODES).exclude(['folders']).default('stratified'),
    /** Share of the training photographs that is used, 0 to 1. */
    trainShare: z.number().positive().max(1).default(1),
    epochs: z.int().min(1).max(1000).default(50),
    batchSize: z.int().min(1).max(1024).default(64),
    /** Learning rate of the head. */
    learningRate: z.number().positive().max(1).default(1e-3),
    backboneRate: z.number().min(0).max(1).default(0),
    weightDecay: z.number().min(0).max(10).default(0),
    dropout: z.number().min(0).max(0.95).default(0.4),
    /**
     * `bce` uses a sigmoid and a binary cross-entropy for each class, `nll` the negative
     * log-likelihood of a softmax.
     */
    loss: z.enum(['nll', 'bce']).default('nll'),
  })
  .superRefine(({ training, view, loss, backboneRate }, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (training === 'network' && view !== 'crop') refuse('view', 'network trains on crops only');
    if (training === 'network' && loss !== 'nll') refuse('loss', 'network trains with nll only');
    if (training === 'head' && backboneRate > 0) {
      refuse('backboneRate', 'head leaves the backbone as it is: training: network moves it');
    }
  });
export type TrialSettings = z.infer<typeof trialSettings>;
export type SettingName = keyof TrialSettings;
