/** The displayed factors of scripts/sweeps/order.ts, in this order: those with comparable gains. */
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
