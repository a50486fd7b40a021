import { z } from 'zod';

/**
 * What the model card shows of the trials in docs/order.md, as `npm run sweep` writes them. Only what is
 * shown is described; more stands there.
 */

/** Factors of scripts/sweeps/order.ts that are shown, in this order: those whose gains can be compared. */
export const SHOWN_FACTORS = [
  'view',
  'duplicates',
  'data-size',
  'fine-tuning',
  'backbone',
  'dropout',
  'epochs',
  'loss',
] as const;
export type ShownFactor = (typeof SHOWN_FACTORS)[number];

const variant = z.object({
  /** Accuracy on the test part, 0 to 1, and its deviation over seeds. */
  test: z.object({ mean: z.number(), deviation: z.number() }),
  /** Against the reference, seed by seed, 0 to 1, with the standard error of the mean. */
  gain: z.object({ mean: z.number(), error: z.number() }).nullable(),
  trials: z.number(),
  testCrops: z.number(),
});

export const orderFacts = z.object({
  data: z.array(z.string()),
  factors: z.array(
    z.object({ name: z.string(), seeds: z.array(z.number()), variants: z.array(variant) }),
  ),
});
export type OrderFacts = z.infer<typeof orderFacts>;
