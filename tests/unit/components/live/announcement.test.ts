import { describe, expect, it } from 'vitest';
import { announcement } from '@/components/live/announcement';
import { en } from '@/lib/i18n/en';
import type { Verdict } from '@/lib/vision/labels';

function people(...labels: Verdict[]) {
  return labels.map((label) => ({ label }));
}

describe('announcement', () => {
  it('counts faces by their labels', () => {
    const crowd = people('without_mask', 'with_mask', 'with_mask', 'unsure');
    expect(announcement(crowd, en)).toBe('2 faces: Mask. 1 face: No mask.');
  });

  it('says when nobody is there, and nothing about unsure faces', () => {
    expect(announcement([], en)).toBe('Nobody in the picture.');
    expect(announcement(people('unsure'), en)).toBe('');
  });
});
