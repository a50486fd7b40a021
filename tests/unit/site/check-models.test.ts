import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkModels } from '../../../scripts/site/publish/check-models.mjs';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function copiedModels(): Promise<{ models: string; manifest: string }> {
  const models = await temporaryFolder();
  await cp('public/models', models, { recursive: true });
  return { models, manifest: path.join(models, 'mask-classifier/manifest.json') };
}

it('lets the published models through', async () => {
  await checkModels();
});

it('names a field that does not fit', async () => {
  const { models, manifest } = await copiedModels();
  const good = JSON.parse(await readFile(manifest, 'utf8'));
  await writeFile(manifest, JSON.stringify({ ...good, temperature: 0 }));
  await expect(checkModels(models)).rejects.toThrow(
    /mask-classifier\/manifest\.json.*temperature/s,
  );
});

it('names a manifest that is cut off, or not there', async () => {
  const { models, manifest } = await copiedModels();
  await writeFile(manifest, (await readFile(manifest, 'utf8')).slice(0, 900));
  await expect(checkModels(models)).rejects.toThrow('mask-classifier/manifest.json is not JSON');
  await rm(manifest);
  await expect(checkModels(models)).rejects.toThrow('mask-classifier/manifest.json');
});
