/**
 * `npm run import:finder`: publishes the pretrained BlazeFace as it comes, as public/models/face-finder.
 * `npm run train:finder` starts from the same weights and improves on them.
 */
import { faceFinderManifest } from '../lib/vision/manifest.ts';
import { loadEngine } from './training/engine.ts';
import { encodeWeights, swapInModel } from './training/model-writer.ts';
import { BLAZEFACE_ORIGIN, pretrainedBlazeFace } from './training/pretrained/blazeface.ts';

await loadEngine('wasm');
const { file, entry } = await encodeWeights(await pretrainedBlazeFace(), 'float16');
const manifest = faceFinderManifest.parse({
  formatVersion: 1,
  createdAt: new Date().toISOString(),
  task: 'face-finder',
  network: 'blazeface-256',
  inputSize: 256,
  scoreThreshold: 0.3,
  iouThreshold: 0.3,
  origin: BLAZEFACE_ORIGIN,
  weights: entry,
});
await swapInModel('public/models/face-finder', manifest, file);
console.log(`public/models/face-finder: ${file.byteLength} bytes of weights`);
