import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { preview, previewOptions } from '@/scripts/preview';
import { parseOptions } from '@/scripts/support/options';
import { writeMadeDataset } from '../../support/made-dataset';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWasm } from '../../support/wasm';

beforeAll(useWasm);

it('draws a row for each face, plain and varied', async () => {
  const folder = await temporaryFolder();
  const data = path.join(folder, 'faces');
  await writeMadeDataset(data, 1);
  const out = path.join(folder, 'preview.png');
  const flags = ['--data', data, '--out', out, '--faces', '1', '--variants', '3'];
  const rows = await preview(parseOptions(previewOptions, flags));
  // One face of each class in the data; background only if the finder errs.
  expect(rows).toBeGreaterThanOrEqual(3);
  expect(rows).toBeLessThanOrEqual(4);
  const { format, width, height } = await sharp(out).metadata();
  expect(format).toBe('png');
  expect(width).toBeGreaterThan(4 * 150);
  expect(width).toBeLessThan(5 * 150);
  expect(height).toBeGreaterThan(rows * 150);
});

it('refuses wrong options by name', () => {
  expect(() => parseOptions(previewOptions, ['--variants', '0'])).toThrow(/variants/);
});
