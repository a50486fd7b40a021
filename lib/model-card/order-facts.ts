import * as z from 'zod';

/**
 * The trials of docs/order.md, as `npm run sweep` writes them. The schema lists only what the model
 * card shows; the file holds more.
 */

const variant = z.object({
  /** Accuracy on the test part, 0 to 1, and its standard deviation over seeds. */
  test: z.object({ mean: z.number(), deviation: z.number() }),
  /** Mean over seeds of the gain against the reference, 0 to 1, with its standard error. */
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
