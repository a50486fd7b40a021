/**
 * `npm run check -- [--json] [--out DIR] PHOTO|FOLDER...`: judges photographs as the site does.
 * Exit code 0, 1 if a picture could not be read, 2 for wrong use.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { MaskGateError } from '../lib/errors.ts';
import { scaleBox } from '../lib/geometry.ts';
import { openDetector } from '../lib/vision/detector.ts';
import type { DetectOptions, Detector, JudgedFace } from '../lib/vision/detector-types.ts';
import { drawFaces } from './draw-faces.ts';
import { isMain } from './is-main.ts';
import { engineOption, modelsOption, parseOptions, usage } from './options.ts';
import { pictureFiles } from './picture-files.ts';
import { modelsFolder } from './published-models.ts';
import { readPhotograph } from './read-photograph.ts';
import { reportFailure } from './report-failure.ts';
import { loadEngine } from './training/engine.ts';

const checkOptions = z.object({
  photos: z.array(z.string()).min(1).describe('photographs and folders; need no flag'),
  json: z.boolean().default(false).describe('a line of JSON a picture'),
  out: z.string().optional().describe('folder for the pictures with their boxes'),
  engine: engineOption,
  models: modelsOption,
});

/** Longest edge looked at, px: the tiles make small faces in it large. */
const LONGEST_EDGE = 2048;
const MAX_FACES = 64;

/** What is said of one picture; boxes in pixels of the upright picture. */
export type CheckResult =
  | { file: string; width: number; height: number; faces: JudgedFace[]; ms: number }
  | { file: string; error: { code: string; message: string } };

/** Judges one picture. Never throws for a bad picture: its error is the result. */
export async function checkPicture(
  detector: Detector,
  file: string,
  search: DetectOptions['search'] = 'zoomed',
): Promise<CheckResult> {
  const started = performance.now();
  try {
    const { frame, scale } = await readPhotograph(file, LONGEST_EDGE);
    const { faces } = await detector.detect(frame, { search, maxFaces: MAX_FACES });
    return {
      file,
      width: Math.round(frame.width * scale),
      height: Math.round(frame.height * scale),
      faces: faces.map((face) => ({ ...face, box: scaleBox(face.box, scale) })),
      ms: Math.round(performance.now() - started),
    };
  } catch (error) {
    if (!(error instanceof MaskGateError)) throw error;
    return { file, error: { code: error.code, message: error.message } };
  }
}

async function main(): Promise<void> {
  const options = parseOptions(checkOptions, process.argv.slice(2), undefined, 'photos');
  await loadEngine(options.engine);
  const detector = await openDetector(modelsFolder(options.models));
  if (options.out) await mkdir(options.out, { recursive: true });
  for await (const file of pictureFiles(options.photos)) {
    const result = await checkPicture(detector, file);
    console.log(options.json ? JSON.stringify(result) : describe(result));
    if ('error' in result) process.exitCode = 1;
    else if (options.out) {
      await drawFaces(file, result, path.join(options.out, `${path.parse(file).name}.png`));
    }
  }
  detector.dispose();
}

function describe(result: CheckResult): string {
  if ('error' in result) return `${result.file}\n  ${result.error.code}: ${result.error.message}`;
  const rows = result.faces.map(({ label, confidence, box }) => {
    const size = `${Math.round(box.width)} x ${Math.round(box.height)} px`;
    const place = `at ${Math.round(box.x)}, ${Math.round(box.y)}`;
    return `  ${label.padEnd(14)} ${(100 * confidence).toFixed(0).padStart(3)}%  ${size} ${place}`;
  });
  return [`${result.file}  (${result.ms} ms)`, ...(rows.length ? rows : ['  no face found'])].join(
    '\n',
  );
}

if (isMain(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    reportFailure(error, usage('npm run check -- [flags] PHOTO|FOLDER...', checkOptions));
  }
}
