/**
 * `npm run import:finder`: publishes the pretrained BlazeFace as it comes, as public/models/face-finder,
 * in place of whatever stands there. `npm run train:finder` starts from the same weights.
 */
import { loadEngine } from './engine/engine.ts';
import { writeFinder } from './training/finder/write-finder.ts';
import { pretrainedBlazeFace } from './training/pretrained/blazeface.ts';

const FOLDER = 'public/models/face-finder';
/** As it comes, letterboxed, it finds masked faces only from so low a score on. */
const SCORE_THRESHOLD = 0.3;

await loadEngine('wasm');
const bytes = await writeFinder(FOLDER, await pretrainedBlazeFace(), {
  scoreThreshold: SCORE_THRESHOLD,
  zoomedScoreThreshold: SCORE_THRESHOLD,
});
console.log(`${FOLDER}: ${bytes} bytes of weights`);
