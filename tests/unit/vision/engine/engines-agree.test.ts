import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { intersectionOverUnion } from '@/lib/geometry';
import type { JudgedFace } from '@/lib/vision/detector-types';
import { CLASS_LABELS } from '@/lib/vision/labels';

const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const PHOTOGRAPHS = [
  'tests/fixtures/astronaut.jpg',
  ...[1, 2, 4, 6].map((n) => `node_modules/@vladmandic/face-api/demo/sample${n}.jpg`),
];
const native = existsSync(`${PROJECT}.native/node_modules/@tensorflow/tfjs-node`);

/** The faces of each photograph, as `npm run check` prints them in a separate process. */
async function facesBy(engine: string): Promise<JudgedFace[][]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', TSX, 'scripts/check.ts', '--json', '--engine', engine, ...PHOTOGRAPHS],
    { cwd: PROJECT, maxBuffer: 1e7 },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { faces: JudgedFace[] }).faces);
}

describe('tfjs-node and wasm', () => {
  it.skipIf(!native)(
    native ? 'judge the same' : 'judge the same (skipped: no .native, see npm run setup:native)',
    async () => {
      const [byNode, byWasm] = [await facesBy('node'), await facesBy('wasm')];
      expect(byNode.flat().length).toBeGreaterThanOrEqual(PHOTOGRAPHS.length);
      byNode.forEach((faces, i) => {
        expect(byWasm[i]).toHaveLength(faces.length);
        for (const face of faces) {
          const same = byWasm[i]?.find((f) => intersectionOverUnion(f.box, face.box) > 0.9);
          for (const label of CLASS_LABELS) {
            expect(Math.abs((same?.scores[label] ?? 9) - face.scores[label])).toBeLessThan(0.01);
          }
        }
      });
    },
    300_000,
  );
});
