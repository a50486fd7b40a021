import { afterEach, expect, it, vi } from 'vitest';
import { sha256Hex } from '@/lib/vision/model/sha256';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** FIPS 180-2, appendix B. */
const OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const abc = () => new TextEncoder().encode('abc').buffer;

it('matches the example in the standard', async () => {
  expect(await sha256Hex(abc())).toBe(OF_ABC);
});

it('is the same on a page that is not secure, where browsers have none', async () => {
  vi.stubGlobal('crypto', {});
  expect(await sha256Hex(abc())).toBe(OF_ABC);
});
