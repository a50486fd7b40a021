import { z } from 'zod';
import { CLASS_LABELS } from '../../lib/vision/labels.ts';
import { SPLIT_MODES } from '../data/split.ts';
import { BACKBONE_NAMES } from '../training/backbones/index.ts';
import { VIEWS } from './views.ts';

/** Everything that a trial of a sweep may vary; the defaults are the notes' recipe. */
export const trialSettings = z
  .strictObject({
    /** `head`: a head on the features of a frozen backbone, which are computed once. `network`: the
     * fit of `npm run train`, with augmentation; `backboneRate` 0 freezes the backbone there. */
    training: z.enum(['head', 'network']).default('head'),
    backbone: z.enum(BACKBONE_NAMES).default('face-resnet'),
    /** A safetensors file of the backbone, in place of a download. */
    weights: z.string().optional(),
    /** Data sets to train and test on, by the names of their folders; empty: all of the sweep's. */
    sets: z.array(z.string()).default([]),
    classes: z.array(z.enum(CLASS_LABELS)).min(2).default(['with_mask', 'without_mask']),
    /** What the network is shown of a photograph. */
    view: z.enum(VIEWS).default('crop'),
    /** `random` lets near-duplicates stand on both sides. */
    split: z.enum(SPLIT_MODES).exclude(['folders']).default('stratified'),
    /** Part of the training photographs that is used, 0 to 1. */
    trainShare: z.number().positive().max(1).default(1),
    epochs: z.int().min(1).max(1000).default(50),
    batchSize: z.int().min(1).max(1024).default(64),
    /** Of the head. */
    learningRate: z.number().positive().max(1).default(1e-3),
    backboneRate: z.number().min(0).max(1).default(0),
    weightDecay: z.number().min(0).max(10).default(0),
    dropout: z.number().min(0).max(0.95).default(0.4),
    /** `bce`: a sigmoid and a binary cross-entropy for each class, in place of NLL on a softmax. */
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
