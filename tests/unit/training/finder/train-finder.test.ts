import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadModel } from '@/lib/vision/model/model-files';
import { modelsFolder } from '@/scripts/support/published-models';
import { writeMadeDataset } from '../../../support/made-dataset';
import { finished, killWhenThere, projectFile, startScript } from '../../../support/run-script';
import { temporaryFolder } from '../../../support/temporary-folder';
import { useWasm } from '../../../support/wasm';

const FLAGS = [
  ...['--engine', 'wasm', '--data', 'faces', '--models', 'models', '--seed', '5', '--epochs', '2'],
  ...['--batch-size', '2', '--views-per-photograph', '1', '--max-photographs', '4'],
];

const startTraining = (folder: string, ...flags: string[]) =>
  startScript('scripts/train-finder.ts', folder, [...FLAGS, ...flags]);

it('trains, resumes after a kill with the same result, publishes, and trains further', async () => {
  const folder = await temporaryFolder();
  await cp(projectFile('public/models'), path.join(folder, 'models'), { recursive: true });
  await writeMadeDataset(path.join(folder, 'faces'), 4);

  const unbroken = await finished(startTraining(folder, '--name', 'unbroken'));
  const run = path.join(folder, 'runs/killed');
  await killWhenThere(
    startTraining(folder, '--name', 'killed').child,
    path.join(run, 'last/state.json'),
  );
  const output = await finished(startTraining(folder, '--name', 'killed', '--resume', '--publish'));
  expect(output).toContain('Resumed after epoch 1');
  const losses = (text: string) => text.match(/epoch 2: loss [\d.]+/)?.[0];
  expect(losses(output)).toBeDefined();
  expect(losses(output)).toBe(losses(unbroken));
  const measured = async (name: string) =>
    JSON.parse(await readFile(path.join(folder, 'runs', name, 'test.json'), 'utf8'));
  expect(await measured('killed')).toEqual(await measured('unbroken'));

  await useWasm();
  const published = async () =>
    (await loadModel(modelsFolder(path.join(folder, 'models')), 'face-finder')).manifest.training;
  expect(await published()).toMatchObject({ name: 'killed', data: ['faces'], epochs: 2 });

  const further = ['--name', 'further', '--start', 'published', '--publish'];
  await finished(startTraining(folder, ...further));
  expect(await published()).toMatchObject({ name: 'further', startedFrom: { name: 'killed' } });
  const refused = await finished(startTraining(folder, ...further, '--seed', '6'), 1);
  expect(refused).toContain('its training may have seen this test part');
}, 240_000);

it('says what is wrong with its flags and exits with 2', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'file'), '');
  const output = await finished(startTraining(folder, '--averaging', '2'), 2);
  expect(output).toContain('--averaging');
});
