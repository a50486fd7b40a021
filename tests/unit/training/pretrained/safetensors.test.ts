import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openSafetensors } from '@/scripts/training/pretrained/safetensors';
import { float32Tensor, rawSafetensors, writeSafetensors } from '../../../support/made-safetensors';
import { temporaryFolder } from '../../../support/temporary-folder';

async function madeFile(bytes: Uint8Array): Promise<string> {
  const file = path.join(await temporaryFolder(), 'model.safetensors');
  await writeFile(file, bytes);
  return file;
}

it('reads float32, and converts 16-bit values to it', async () => {
  const file = path.join(await temporaryFolder(), 'model.safetensors');
  const words = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);
  await writeSafetensors(file, {
    // An odd length first: later values need not begin at a multiple of 4 bytes.
    odd: { dtype: 'U8', shape: [3], bytes: Uint8Array.of(1, 2, 3) },
    single: float32Tensor([2, 2], [1, -2.5, 3e-20, 4e20]),
    half: { dtype: 'F16', shape: [5], bytes: words(0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00) },
    brain: { dtype: 'BF16', shape: [2], bytes: words(0x3f80, 0xc049) },
  });
  const reader = await openSafetensors(file);
  expect(reader.names).toEqual(['odd', 'single', 'half', 'brain']);
  expect(reader.has('half')).toBe(true);
  expect(reader.has('fc.weight')).toBe(false);
  expect(await reader.read('single', [4], [2, 2])).toEqual(Float32Array.of(1, -2.5, 3e-20, 4e20));
  expect([...(await reader.read('half', [5]))]).toEqual([1, -2, 2 ** -24, 65504, Infinity]);
  expect([...(await reader.read('brain', [2]))]).toEqual([1, -3.140625]);
  await expect(reader.read('odd', [3])).rejects.toThrow(/odd holds U8/);
  await reader.close();
});

it('names a tensor that is missing or has another shape', async () => {
  const file = path.join(await temporaryFolder(), 'model.safetensors');
  await writeSafetensors(file, { 'fc.bias': float32Tensor([2], [1, 2]) });
  const reader = await openSafetensors(file);
  await expect(reader.read('fc.weight', [2])).rejects.toThrow(/no tensor fc\.weight.*fc\.bias/);
  await expect(reader.read('fc.bias', [1, 2])).rejects.toThrow(/\[2\], not \[1, 2\]/);
  await reader.close();
});

it.each([
  ['an empty file', Buffer.alloc(0), /0 bytes/],
  ['a web page', Buffer.from('<!doctype html><title>404</title>'), /cut off/],
  ['a header that is not JSON', rawSafetensors('{"a": '), /header is not/],
  ['a tensor without a type', rawSafetensors('{"a": {"shape": [1]}}'), /header is not/],
  [
    'values beyond the end',
    rawSafetensors(
      '{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}',
      Buffer.alloc(7),
    ),
    /a lies beyond its end/,
  ],
  [
    'values that end before they begin',
    rawSafetensors(
      '{"a": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}}',
      Buffer.alloc(8),
    ),
    /a lies beyond its end/,
  ],
])('refuses %s', async (_, bytes, message) => {
  await expect(openSafetensors(await madeFile(bytes))).rejects.toThrow(message);
});

it('refuses a shape that does not fit its bytes', async () => {
  const header = '{"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}}';
  const reader = await openSafetensors(await madeFile(rawSafetensors(header, Buffer.alloc(8))));
  await expect(reader.read('a', [3])).rejects.toThrow(/has 8 bytes/);
  await reader.close();
});

it('names a file that does not exist', async () => {
  await expect(openSafetensors('nowhere.safetensors')).rejects.toThrow(/nowhere\.safetensors/);
});
