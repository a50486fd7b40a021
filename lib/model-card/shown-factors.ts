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
