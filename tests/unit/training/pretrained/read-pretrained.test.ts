import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { backboneOf } from '@/scripts/training/backbones';
import { float32Tensor, writeSafetensors } from '../../../support/made-safetensors';
import { temporaryFolder } from '../../../support/temporary-folder';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

it('names the network whose weights are missing or have another shape', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'other.safetensors');
  await writeSafetensors(file, { 'fc.weight': float32Tensor([1], [1]) });
  const read = backboneOf('resnet18').pretrained({ file, cache: folder });
  await expect(read).rejects.toThrow(/not the weights of resnet18.*no tensor conv1\.weight/);

  await writeSafetensors(file, { 'conv1.weight': float32Tensor([1, 3], [1, 2, 3]) });
  const another = backboneOf('resnet18').pretrained({ file, cache: folder });
  await expect(another).rejects.toThrow(/\[1, 3\], not \[64, 3, 7, 7\]/);
});

it('names a file that cannot be read', async () => {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'folder'));
  for (const name of ['nowhere.safetensors', 'folder']) {
    const read = backboneOf('vgg16').pretrained({ file: path.join(folder, name), cache: folder });
    await expect(read).rejects.toThrow(name);
  }
});
