/**
 * `npm run compare:finders -- --data DIR [--data DIR ...]`: compares the steps that lead from stock
 * BlazeFace to the published detector. The table counts found faces and boxes that show no known
 * face.
 */
import path from 'node:path';
import { z } from 'zod';
import { type Box, type Size, wholeOf } from '../lib/geometry.ts';
import { createDetector } from '../lib/vision/detector.ts';
import type { PixelFrame } from '../lib/vision/detector-types.ts';
import { createFaceFinder, type FaceFinder } from '../lib/vision/find/face-finder.ts';
import { FINDER_SIZES } from '../lib/vision/find/sizes.ts';
import { readPixels } from '../lib/vision/frame/open-frame.ts';
import { loadModels } from '../lib/vision/model/models.ts';
import type { ComputeNetwork } from '../lib/vision/model/network.ts';
import { readPhotograph } from './data/read-photograph.ts';
import { loadJudgingEngine } from './engine/judging-engine.ts';
import { type ChosenPhotograph, choosePhotographs } from './evaluation/choose-photographs.ts';
import { inFrame, LARGE_FACE_RATIO, matchFaces } from './evaluation/match-faces.ts';
import { PACKAGE_SCORE, stockBlazeFace } from './evaluation/stock-blazeface.ts';
import {
  judgingEngineOption,
  modelsOption,
  parseOptions,
  photographOptions,
  usage,
} from './support/options.ts';
import { progressBar } from './support/progress.ts';
import { modelsFolder } from './support/published-models.ts';
import { runCommand } from './support/run-command.ts';
import { PRETRAINED_SHAPES, pretrainedBlazeFace } from './training/pretrained/blazeface.ts';

const compareOptions = z.object({
  ...photographOptions,
  only: photographOptions.only.unwrap().default('test').describe('part of the split'),
  engine: judgingEngineOption,
  models: modelsOption,
});

/** Longest edge of the pictures, px, as in `npm run check`. */
const LONGEST_EDGE = 2048;

/** More faces than any photograph has. */
const MOST_FACES = 1000;

/**
 * The faces that a column counts: all faces with a label, or only those from 8% of the picture's
 * longer edge.
 */
const FACE_COLUMNS = [
  { title: 'with_mask', label: 'with_mask', largeOnly: true },
  { title: 'incorrect', label: 'incorrect_mask', largeOnly: true },
  { title: 'without_mask', label: 'without_mask', largeOnly: true },
  { title: 'with_mask, all sizes', label: 'with_mask', largeOnly: false },
  { title: 'without_mask, all sizes', label: 'without_mask', largeOnly: false },
] as const;

interface Step {
  readonly name: string;
  /** The boxes in a frame, frame pixels. */
  find(frame: PixelFrame): Promise<readonly Box[]>;
}

async function main(): Promise<void> {
  const options = parseOptions(compareOptions, process.argv.slice(2));
  const compute = await loadJudgingEngine(options.engine);
  const steps = await openSteps(options.models, compute);
  const { chosen } = await choosePhotographs(options);
  console.log(
    `${chosen.length} photographs (${[...options.data, ...options.add].map((d) => path.basename(d)).join(', ')}; ${options.only})\n`,
  );
  const columns = ['step', ...FACE_COLUMNS.map(({ title }) => title), 'unmatched', 'ms'];
  console.log(`| ${columns.join(' | ')} |\n|${columns.map(() => ' --- ').join('|')}|`);
  for (const step of steps) console.log(await measure(step, chosen));
}

/** @param compute for all steps but the first, which is the package's own and runs on the current backend */
async function openSteps(folder: string, compute: ComputeNetwork): Promise<Step[]> {
  const models = await loadModels(modelsFolder(folder));
  const { manifest, weights } = models.finder;
  const { shapes, scoreThreshold, iouThreshold } = manifest;
  const stockWeights = await pretrainedBlazeFace();
  const stock = (seenIn: readonly Size[]) => {
    const settings = { shapes: seenIn, scoreThreshold: PACKAGE_SCORE, iouThreshold };
    return createFaceFinder(settings, stockWeights, compute);
  };
  const square = stock(PRETRAINED_SHAPES);
  const inOwnShape = stock(shapes.large);
  const detector = createDetector(models, { compute });
  const detect = (search: 'whole' | 'zoomed') => async (frame: PixelFrame) =>
    (await detector.detect(frame, { search, maxFaces: MOST_FACES })).faces.map(({ box }) => box);
  return [
    { name: '@tensorflow-models/blazeface', find: stockBlazeFace(stockWeights, MOST_FACES) },
    { name: 'letterboxed', find: (frame) => letterboxed(square, frame) },
    {
      name: `score ${scoreThreshold}`,
      find: (frame) => letterboxed(square, frame, scoreThreshold),
    },
    {
      name: "in the frame's own shape (large)",
      find: (frame) => letterboxed(inOwnShape, frame, scoreThreshold),
    },
    ...FINDER_SIZES.toReversed().map((size) => {
      const trained = createFaceFinder({ ...manifest, shapes: shapes[size] }, weights, compute);
      return {
        name: `trained further, head at stride 8 (${size})`,
        find: (frame: PixelFrame) => letterboxed(trained, frame),
      };
    }),
    { name: "classifier's background answer (live, large)", find: detect('whole') },
    { name: 'overlapping tiles (stills)', find: detect('zoomed') },
  ];
}

async function letterboxed(finder: FaceFinder, frame: PixelFrame, score?: number): Promise<Box[]> {
  const pixels = readPixels(frame);
  const found = await finder.find(pixels, [wholeOf(frame)], score).finally(() => pixels.dispose());
  return found.map(({ box }) => box);
}

/** One row of the table. */
async function measure(step: Step, photographs: readonly ChosenPhotograph[]): Promise<string> {
  const counts = FACE_COLUMNS.map(() => ({ found: 0, n: 0 }));
  const timesMs: number[] = [];
  let unmatched = 0;
  const progress = progressBar(step.name, photographs.length);
  for (const { photograph } of photographs) {
    const { frame, scale } = await readPhotograph(photograph.file, LONGEST_EDGE);
    const known = inFrame(photograph, scale);
    const startedMs = performance.now();
    const boxes = await step.find(frame);
    timesMs.push(performance.now() - startedMs);
    const matched = matchFaces(
      known,
      boxes.map((box) => ({ box })),
    );
    const large = LARGE_FACE_RATIO * Math.max(frame.width, frame.height);
    known.faces.forEach((face, i) => {
      FACE_COLUMNS.forEach(({ label, largeOnly }, column) => {
        if (face.label !== label || (largeOnly && face.box.height < large)) return;
        const count = counts[column] as (typeof counts)[number];
        count.n++;
        if (matched.judged[i] !== null) count.found++;
      });
    });
    unmatched += matched.unmatched.length;
    progress.step();
  }
  progress.end();
  const shares = counts.map(({ found, n }) =>
    n ? `${((100 * found) / n).toFixed(1)}% (n=${n})` : 'none',
  );
  const middleMs = timesMs.sort((a, b) => a - b)[Math.floor(timesMs.length / 2)] ?? 0;
  const rest = [(unmatched / photographs.length).toFixed(2), middleMs.toFixed(0)];
  return `| ${[step.name, ...shares, ...rest].join(' | ')} |`;
}

await runCommand(import.meta.url, main, () =>
  usage('npm run compare:finders -- --data DIR [flags]', compareOptions),
);
