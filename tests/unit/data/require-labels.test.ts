import { expect, it } from 'vitest';
import { CLASS_LABELS, type FaceLabel } from '@/lib/vision/labels';
import type { DataPhotograph } from '@/scripts/data/photograph';
import { requireLabels } from '@/scripts/data/require-labels';

const labelled = (label: FaceLabel): DataPhotograph => ({
  ...{ kind: 'labelled', file: '', dataset: '', name: '', stratum: '', turn: 0, label },
});

it('returns the missing labels, and rejects data with only one label', () => {
  const both = [labelled('with_mask'), labelled('without_mask')];
  expect(requireLabels(both, CLASS_LABELS)).toEqual(['incorrect_mask']);
  expect(requireLabels(both, ['with_mask', 'without_mask'])).toEqual([]);
  const one = [labelled('with_mask'), labelled('with_mask')];
  expect(() => requireLabels(one, CLASS_LABELS)).toThrow(/with_mask alone \(2\)/);
  expect(() => requireLabels([labelled('incorrect_mask')], ['with_mask', 'without_mask'])).toThrow(
    'none of them',
  );
});
