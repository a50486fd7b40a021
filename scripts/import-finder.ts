/**
 * `npm run import:finder`: publishes the pretrained BlazeFace unchanged as
 * public/models/face-finder and replaces the finder there. `npm run train:finder` starts from the
 * same weights.
 */
import { loadEngine } from './engine/engine.ts';
import { writeFinder } from './training/finder/write-finder.ts';
import { pretrainedBlazeFace } from './training/pretrained/blazeface.ts';

const FOLDER = 'public/models/face-finder';
/** Without further training, and letterboxed, it finds masked faces only at low scores. */
const SCORE_THRESHOLD = 0.3;

await loadEngine('wasm');
const bytes = await writeFinder(FOLDER, await pretrainedBlazeFace(), {
  scoreThreshold: SCORE_THRESHOLD,
  zoomedScoreThreshold: SCORE_THRESHOLD,
});
console.log(`${FOLDER}: ${bytes} bytes of weights`);
