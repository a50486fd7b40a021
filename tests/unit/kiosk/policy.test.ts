import { describe, expect, it } from 'vitest';
import { judgeGroup, type PeopleState, type Policy, type Visitor } from '@/lib/kiosk/policy';
import type { WornWay } from '@/lib/vision/labels';

const POLICY: Policy = { policy: 'must-wear', incorrectPasses: false, maxPeople: 6 };

/**
 * One letter for each person: m mask, n no mask, i incorrect, o nose uncovered, c under the chin,
 * u unsure, l looking. A capital letter is a person far away.
 */
const LABELS = {
  m: 'with_mask',
  n: 'without_mask',
  i: 'incorrect_mask',
  o: 'incorrect_mask',
  c: 'incorrect_mask',
  u: 'unsure',
  l: null,
} as const;
const WAYS: Readonly<Record<string, WornWay>> = { o: 'nose_uncovered', c: 'under_chin' };

function visitors(words: string): Visitor[] {
  return [...words].map((word, i) => ({
    id: i + 1,
    // The first is the nearest.
    faceHeight: 0.5 - i * 0.02,
    near: word === word.toLowerCase(),
    label: LABELS[word.toLowerCase() as keyof typeof LABELS],
    worn: WAYS[word] ?? null,
  }));
}

interface Row {
  readonly people: string;
  readonly state: PeopleState;
  readonly admitted?: boolean;
  readonly about?: number[];
  readonly policy?: Partial<Policy>;
}

const TABLE: readonly Row[] = [
  { people: '', state: 'idle' },
  { people: 'L', state: 'closer', about: [1] },
  { people: 'N', state: 'closer', about: [1] },
  { people: 'l', state: 'looking', about: [1] },
  { people: 'm', state: 'pass', admitted: true, about: [1] },
  { people: 'n', state: 'no-mask', about: [1] },
  { people: 'i', state: 'incorrect', about: [1] },
  { people: 'u', state: 'unsure', about: [1] },
  // The worst verdict in a group counts.
  { people: 'mm', state: 'pass', admitted: true, about: [1, 2] },
  { people: 'ml', state: 'looking', about: [2] },
  { people: 'mu', state: 'unsure', about: [2] },
  { people: 'lu', state: 'unsure', about: [2] },
  { people: 'ui', state: 'incorrect', about: [2] },
  { people: 'min', state: 'no-mask', about: [3] },
  { people: 'nmn', state: 'no-mask', about: [1, 3] },
  // Somebody far away does not count while somebody is near.
  { people: 'mN', state: 'pass', admitted: true, about: [1] },
  { people: 'Nl', state: 'looking', about: [2] },
  // Only the nearest people count.
  { people: 'mn', state: 'pass', admitted: true, about: [1], policy: { maxPeople: 1 } },
  { people: 'nm', state: 'no-mask', about: [1], policy: { maxPeople: 1 } },
  { people: 'mmn', state: 'pass', admitted: true, about: [1, 2], policy: { maxPeople: 2 } },
  // The policy may accept a mask that is worn incorrectly.
  { people: 'i', state: 'pass', admitted: true, policy: { incorrectPasses: true } },
  { people: 'in', state: 'no-mask', about: [2], policy: { incorrectPasses: true } },
  // The reminder policy admits everybody as soon as all verdicts are settled.
  { people: 'n', state: 'no-mask', admitted: true, policy: { policy: 'reminder' } },
  { people: 'mi', state: 'incorrect', admitted: true, policy: { policy: 'reminder' } },
  { people: 'u', state: 'unsure', admitted: true, policy: { policy: 'reminder' } },
  { people: 'nl', state: 'no-mask', admitted: false, policy: { policy: 'reminder' } },
  { people: 'l', state: 'looking', admitted: false, policy: { policy: 'reminder' } },
  { people: 'N', state: 'closer', admitted: false, policy: { policy: 'reminder' } },
];

describe('judgeGroup', () => {
  it.each(TABLE)('$people under $policy: $state', (row) => {
    const verdict = judgeGroup(visitors(row.people), { ...POLICY, ...row.policy });
    expect(verdict.state).toBe(row.state);
    expect(verdict.admitted).toBe(row.admitted ?? false);
    if (row.about) expect(verdict.about).toEqual(row.about);
  });

  it.each([
    ['c', 'under_chin'],
    ['mcc', 'under_chin'],
    ['ou', 'nose_uncovered'],
    ['i', null],
    ['ci', null],
    ['co', null],
    ['cn', null],
  ])('says for %s how masks are worn: %s', (people, worn) => {
    expect(judgeGroup(visitors(people), POLICY).worn).toBe(worn);
  });

  it('lists the people who count, nearest first', () => {
    const [first, second] = visitors('mm');
    if (!first || !second) throw new Error('Expected two visitors.');
    const people = [first, { ...second, faceHeight: 0.9 }];
    expect(judgeGroup(people, POLICY).counted).toEqual([2, 1]);
  });
});
