import { expect, it } from 'vitest';
import { outcomeOf } from '../../../scripts/packages/signatures.ts';

const wrong = { name: '@a/b', version: '1.2.3', code: 'EINTEGRITYSIGNATURE' };

it('a wrong signature is a failure, and its package is named', () => {
  const { ok, sentence } = outcomeOf(JSON.stringify({ invalid: [wrong], missing: [] }));
  expect(ok).toBe(false);
  expect(sentence).toContain('@a/b@1.2.3');
});

it('packages without a signature are counted', () => {
  const { ok, sentence } = outcomeOf(JSON.stringify({ invalid: [], missing: [{}, {}] }));
  expect(ok).toBe(true);
  expect(sentence).toMatch(/2 packages have none/);
});

it.each([
  [JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'no such host' } }), /no such host/],
  [JSON.stringify({ error: { code: 'ENOAUDIT', summary: '' } }), /ENOAUDIT/],
  ['', /says nothing/],
])('says why no signature could be checked: %s', (output, reason) => {
  const { ok, sentence } = outcomeOf(output);
  expect(ok).toBe(true);
  expect(sentence).toMatch(/^No signature was checked/);
  expect(sentence).toMatch(reason);
});
