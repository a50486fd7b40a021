import * as z from 'zod';
import { FACE_LABELS } from '../vision/labels.ts';
import { type OrderFacts, orderFacts } from './order-facts.ts';

/**
 * The figures of the model card: those that `npm run evaluate -- --json` and `npm run train --
 * --publish` write into `public/models`, and those of the trials in docs/order.md. The schema lists
 * only what the card shows; the files hold more.
 */

/** Data folders of `--add`. Older records have none. */
const addedData = z.array(z.string()).default([]);

const share = z.object({
  /** 0 to 1 */
  share: z.number(),
  n: z.number(),
  /** 95% */
  interval: z.object({ low: z.number(), high: z.number() }),
});
export type ShareFact = z.infer<typeof share>;

const faces = z.object({
  found: share,
  foundAndRight: share,
  calledMasked: share,
});
const byLabel = <T extends z.ZodType>(schema: T) => z.record(z.enum(FACE_LABELS), schema);
/** A number for each picture. */
const rate = z.object({
  mean: z.number(),
  interval: z.object({ low: z.number(), high: z.number() }),
});
export type RateFact = z.infer<typeof rate>;
const sizes = z.object({
  byClass: byLabel(faces),
  unsure: share,
  /** Boxes on nothing that is known as a face, and on faces that annotators left out. */
  falsePerPicture: rate.optional(),
  leftOutPerPicture: rate.optional(),
});
const kinds = <T extends z.ZodType>(kind: T) =>
  z.array(z.object({ kind, foundAndRight: byLabel(share) })).default([]);

/** Portraits rotated by an angle, counts. */
const tilt = z.object({
  degrees: z.number(),
  label: z.enum(['without_mask', 'with_mask']),
  portraits: z.number(),
  right: z.number(),
  unsure: z.number(),
  wrong: z.number(),
  notFound: z.number(),
  /** Rotated faces with a sure with_mask, whatever they wear. */
  sureMask: z.number(),
});

/**
 * One end-to-end evaluation of the published models. Records of version 1 have no tables by kind,
 * no intervals of box rates and no calibration error. The card shows only what was measured.
 */
const evaluationFacts = z.object({
  version: z.union([z.literal(1), z.literal(2)]).default(1),
  createdAt: z.string(),
  data: z.array(z.string()),
  /** Further data, dealt to the parts of the split after the first data. */
  add: addedData,
  only: z.string(),
  seed: z.number(),
  /** Photographs judged at most, by chance; 0: all. */
  maxPhotographs: z.number().default(0),
  search: z.enum(['whole', 'zoomed']),
  models: z.object({ 'face-finder': z.string(), 'mask-classifier': z.string() }),
  figures: z.object({
    pictures: z.number(),
    /** Faces of at least 8% of the picture's longer edge, and of all sizes. */
    large: sizes,
    all: sizes,
    bySize: z.array(
      z.object({ from: z.number(), to: z.number().nullable(), foundAndRight: byLabel(share) }),
    ),
    /** For faces from 8%, as the next two. */
    byDataset: kinds(z.string()),
    byAngle: kinds(z.enum(['frontal', 'turned', 'profile', 'unknown'])),
    byLight: kinds(z.enum(['normal', 'dark', 'hard'])),
    /** Expected calibration error of the displayed confidence, over all boxes. */
    calibrationError: z.number().optional(),
    tilt: z.array(tilt).optional(),
  }),
});
export type EvaluationFacts = z.infer<typeof evaluationFacts>;

const classifierTraining = z.object({
  data: z.array(z.string()),
  add: addedData,
  start: z.enum(['pretrained', 'published']).default('pretrained'),
  epochs: z.number(),
  seed: z.number(),
  learningRate: z.number(),
  backboneRate: z.number(),
  rareRepeats: z.number(),
  drawnMasks: z.number(),
  /** Runs before this option drew one on each face. */
  drawings: z.number().optional(),
  settled: z.number(),
  blend: z.boolean().default(false),
  /** Runs before this option kept the best epoch. */
  keep: z.enum(['best', 'last']).optional(),
  /** The run that gave the initial weights. */
  get startedFrom() {
    return classifierTraining.optional();
  },
});
export type ClassifierTraining = z.infer<typeof classifierTraining>;

const finderTraining = z.object({
  data: z.array(z.string()),
  add: addedData,
  start: z.enum(['pretrained', 'published']).default('pretrained'),
  epochs: z.number(),
  seed: z.number(),
  learningRate: z.number(),
  viewsPerPhotograph: z.number(),
  frozenStages: z.number(),
  /** Runs before the head at stride 8 have none. */
  fineLearningRate: z.number().optional(),
  /** Runs before weight averaging have none. */
  averaging: z.number().default(0),
  /** Share of the initial weights; 0 for runs before this option. */
  startShare: z.number().default(0),
  scoreThreshold: z.number(),
  zoomedScoreThreshold: z.number(),
  /** The run that gave the initial weights. */
  get startedFrom() {
    return finderTraining.optional();
  },
});
export type FinderTraining = z.infer<typeof finderTraining>;

const finderFacts = z.object({ training: finderTraining });

/** The classifier alone, on faces that the finder crops. */
const classifierFacts = z.object({
  weights: z.object({ bytes: z.number() }),
  training: classifierTraining,
  /** Fitted by `npm run calibrate`; absent before it. */
  faceEvidence: z.unknown().optional(),
  metrics: z.object({
    test: z.object({
      calibrationError: z.number(),
      byDataset: z.record(
        z.string(),
        z.object({
          twoClass: share,
          threeClass: share,
          incorrectRecall: share,
          /** Models that do not distinguish the ways have none. */
          ways: share.optional(),
        }),
      ),
    }),
  }),
});
type ClassifierFacts = z.infer<typeof classifierFacts>;

export interface ModelCardFacts {
  readonly live: EvaluationFacts;
  readonly stills: EvaluationFacts;
  readonly finder: z.infer<typeof finderFacts>;
  readonly classifier: ClassifierFacts;
  readonly order: OrderFacts;
}

/** The files in `public/models` with the facts. */
export const FACT_FILES = {
  live: 'evaluation-live.json',
  stills: 'evaluation-stills.json',
  finder: 'face-finder/manifest.json',
  classifier: 'mask-classifier/manifest.json',
} as const;

/**
 * @param read gives the parsed JSON of a file of `public/models`
 * @param readOrder gives that of docs/order/summary.json
 * @throws z.ZodError for a file of another form
 */
export async function readModelCardFacts(
  read: (file: string) => Promise<unknown>,
  readOrder: () => Promise<unknown>,
): Promise<ModelCardFacts> {
  return {
    live: evaluationFacts.parse(await read(FACT_FILES.live)),
    stills: evaluationFacts.parse(await read(FACT_FILES.stills)),
    finder: finderFacts.parse(await read(FACT_FILES.finder)),
    classifier: classifierFacts.parse(await read(FACT_FILES.classifier)),
    order: orderFacts.parse(await readOrder()),
  };
}
