/**
 * `npm run compare:finders -- --data DIR [--data DIR ...]`: what each step away from stock BlazeFace, as
 * @tensorflow-models/blazeface runs it, gains: a table of faces found and of boxes on nothing known to be a face.
 */
import path from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import type { Box } from '../lib/geometry.ts';
import { openDetector, readPixels } from '../lib/vision/detector.ts';
import type { PixelFrame } from '../lib/vision/detector-types.ts';
import { createFaceFinder, type FaceFinder } from '../lib/vision/find/face-finder.ts';
import { letterbox } from '../lib/vision/frame/regions.ts';
import { readPhotograph } from './data/read-photograph.ts';
import { loadEngine } from './engine/engine.ts';
import { type ChosenPhotograph, choosePhotographs } from './evaluation/choose-photographs.ts';
import { inFrame, LARGE_FACE_RATIO, matchFaces } from './evaluation/match-faces.ts';
import { isMain } from './support/is-main.ts';
import {
  engineOption,
  modelsOption,
  parseOptions,
  photographOptions,
  usage,
} from './support/options.ts';
import { progressBar } from './support/progress.ts';
import { modelsFolder, openPublishedFinder } from './support/published-models.ts';
import { reportFailure } from './support/report-failure.ts';
import { pretrainedBlazeFace } from './training/pretrained/blazeface.ts';

const compareOptions = z.object({
  ...photographOptions,
  only: photographOptions.only.unwrap().default('test').describe('part of the split'),
  engine: engineOption,
  models: modelsOption,
});

/** What @tensorflow-models/blazeface asks of a face by default. */
const PACKAGE_SCORE = 0.75;
/** Longest edge looked at, px, as `npm run check` does. */
const LONGEST_EDGE = 2048;

interface Step {
  readonly name: string;
  /** The boxes of a frame, frame pixels. */
  find(frame: PixelFrame): Promise<readonly Box[]>;
}

async function main(): Promise<void> {
  const options = parseOptions(compareOptions, process.argv.slice(2));
  await loadEngine(options.engine);
  const steps = await openSteps(options.models);
  const { chosen } = await choosePhotographs(options);
  console.log(
    `${chosen.length} photographs (${[...options.data, ...options.add].map((d) => path.basename(d)).join(', ')}; ${options.only})\n`,
  );
  console.log('| step | with_mask | incorrect | without_mask | with_mask, all sizes | unmatched |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const step of steps) console.log(await measure(step, chosen));
}

async function openSteps(models: string): Promise<Step[]> {
  const stock = createFaceFinder(
    { scoreThreshold: PACKAGE_SCORE, iouThreshold: 0.3 },
    await pretrainedBlazeFace(),
  );
  const trained = await openPublishedFinder(models);
  const detector = await openDetector(modelsFolder(models));
  const detect = (search: 'whole' | 'zoomed') => async (frame: PixelFrame) =>
    (await detector.detect(frame, { search, maxFaces: 64 })).faces.map(({ box }) => box);
  return [
    { name: 'stock, stretched to a square, score 0.75', find: (frame) => stretched(stock, frame) },
    { name: 'letterboxed', find: (frame) => letterboxed(stock, frame) },
    {
      name: `score ${trained.scoreThreshold}`,
      find: (frame) => letterboxed(stock, frame, trained.scoreThreshold),
    },
    { name: 'trained further', find: (frame) => letterboxed(trained, frame) },
    { name: "classifier's background answer (live)", find: detect('whole') },
    { name: 'overlapping tiles (stills)', find: detect('zoomed') },
  ];
}

async function letterboxed(finder: FaceFinder, frame: PixelFrame, score?: number): Promise<Box[]> {
  const pixels = readPixels(frame);
  const found = await finder
    .find(pixels, [letterbox(frame)], score)
    .finally(() => pixels.dispose());
  return found.map(({ box }) => box);
}

async function stretched(finder: FaceFinder, { data, width, height }: PixelFrame): Promise<Box[]> {
  const side = Math.max(width, height);
  const square = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize(side, side, { fit: 'fill' })
    .raw()
    .toBuffer();
  const boxes = await letterboxed(finder, { data: square, width: side, height: side });
  return boxes.map((box) => ({
    x: (box.x * width) / side,
    y: (box.y * height) / side,
    width: (box.width * width) / side,
    height: (box.height * height) / side,
  }));
}

/** A row of the table: faces found, of those from 8% of the longer edge unless said otherwise. */
async function measure(step: Step, photographs: readonly ChosenPhotograph[]): Promise<string> {
  const hits = new Map<string, [number, number]>();
  const count = (key: string, hit: boolean) => {
    const [found, n] = hits.get(key) ?? [0, 0];
    hits.set(key, [found + (hit ? 1 : 0), n + 1]);
  };
  let unmatched = 0;
  const progress = progressBar(step.name, photographs.length);
  for (const { photograph } of photographs) {
    const { frame, scale } = await readPhotograph(photograph.file, LONGEST_EDGE);
    const known = inFrame(photograph, scale);
    const matched = matchFaces(
      known,
      (await step.find(frame)).map((box) => ({ box })),
    );
    const large = LARGE_FACE_RATIO * Math.max(frame.width, frame.height);
    known.faces.forEach(({ label, box }, i) => {
      const hit = matched.judged[i] !== null;
      count(`${label} all`, hit);
      if (box.height >= large) count(label, hit);
    });
    unmatched += matched.unmatched.length;
    progress.step();
  }
  progress.end();
  const percent = (key: string) => {
    const [found, n] = hits.get(key) ?? [0, 0];
    return n ? `${((100 * found) / n).toFixed(1)}% (n=${n})` : 'none';
  };
  const cells = ['with_mask', 'incorrect_mask', 'without_mask', 'with_mask all'].map(percent);
  return `| ${[step.name, ...cells, (unmatched / photographs.length).toFixed(2)].join(' | ')} |`;
}

if (isMain(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    reportFailure(error, usage('npm run compare:finders -- --data DIR [flags]', compareOptions));
  }
}
