import { describe, expect, it } from 'vitest';
import type { Crop } from '@/scripts/data/crops/crops';
import { unaskedFaces } from '@/scripts/training/parts';

const crop = (label: Crop['label']): Crop => ({
  photograph: 0,
  label,
  source: 'found',
  box: { x: 0, y: 0, width: 40, height: 50 },
  heightRatio: 0.2,
});

describe('unaskedFaces', () => {
  const crops = (['with_mask', 'incorrect_mask', 'background', 'incorrect_mask'] as const).map(
    crop,
  );

  it('counts faces of classes that the network does not have, and no background', () => {
    expect(unaskedFaces(crops, ['with_mask', 'without_mask'])).toBe(2);
    expect(unaskedFaces(crops, ['with_mask', 'without_mask', 'incorrect_mask'])).toBe(0);
  });
});
