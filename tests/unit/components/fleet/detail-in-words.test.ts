import { expect, it } from 'vitest';
import { detailInWords } from '@/components/fleet/parts/detail-in-words';

const KIOSKS = { k1: 'School: North door' };
const NAMES = {
  scope: { place: 'For a place' },
  kind: { 'test-door': 'Test the door' },
  id: KIOSKS,
  kiosks: KIOSKS,
};
const LABELS = { language: 'Language', maxPeople: 'Most people' };

it.each([
  ['School: North door', 'School: North door'],
  ['', ''],
  ['{"name":"North door","place":"School"}', 'North door · School'],
  ['{"id":"k1","place":"Library"}', 'School: North door · Library'],
  [
    '{"kind":"test-door","text":"","kiosks":["k1","gone"]}',
    'Test the door · School: North door, gone',
  ],
  [
    '{"scope":"place","target":"School","values":{"maxPeople":3,"language":"ko","new":[1]}}',
    'For a place · School · Most people: 3 · Language: ko · new: [1]',
  ],
  ['{"scope":"all","target":"","values":{}}', 'all'],
  // Names that are codes elsewhere, or in every object.
  ['{"name":"place","place":"constructor"}', 'place · constructor'],
  ['{"__proto__":"k1","kind":"__proto__"}', 'k1 · __proto__'],
  // Cut off by the log's limit.
  ['{"kind":"message","text":"Use the ot', '{"kind":"message","text":"Use the ot'],
])('%j is told as %j', (detail, words) => {
  expect(detailInWords(detail, NAMES, LABELS)).toBe(words);
});
