import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JudgedFilm } from '@/lib/film/film-record';
import type { PixelFrame } from '@/lib/vision/detector-types';
import { openFilmByFfmpeg } from '@/scripts/check/films/ffmpeg';
import { judgeFilms } from '@/scripts/check/films/judge-films';
import { FFMPEG_MISSING, makeFilm } from '../../harness/films/made-film';
import { barePhotographs, maskedPhotographs, type Photograph } from '../../harness/photographs';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWasm } from '../../support/wasm';

const [bare] = barePhotographs() as [Photograph];
const [masked] = maskedPhotographs() as [Photograph];
const SMALL = { width: 640, height: 360 };

describe.skipIf(FFMPEG_MISSING)('a film on the command line', () => {
  it('is sampled ten times a second, upright', async () => {
    const shots = [{ photograph: bare, seconds: 1.5 }];
    for (const turned of [false, true]) {
      const form = { codec: 'libx264', extension: 'mov', size: SMALL, turned } as const;
      const made = await makeFilm(shots, form);
      const film = await openFilmByFfmpeg(made.path);
      const frames: PixelFrame[] = [];
      const times = Array.from({ length: 15 }, (_, i) => i * 100);
      for await (const frame of film.frames(times)) {
        frames.push({ ...frame, data: frame.data.slice() });
      }
      film.close();
      await made.remove();
      expect(film.size, String(turned)).toEqual(SMALL);
      expect(film.durationMs).toBeCloseTo(1500, -1);
      expect(frames).toHaveLength(15);
      // The wall around the photograph is grey. The photograph is not.
      expect(greyAt(frames[0], 5, 180)).toBe(true);
      expect(greyAt(frames[0], 635, 180)).toBe(true);
      expect(greyAt(frames[0], 320, 330)).toBe(true);
      expect(greyAt(frames[0], 320, 200)).toBe(false);
    }
  }, 120_000);

  it('gives a table of its people, as judged by the models', async () => {
    await useWasm();
    const shots = [
      { photograph: bare, seconds: 1.5 },
      { photograph: null, seconds: 2.2 },
      { photograph: masked, seconds: 1.5 },
    ];
    const made = await makeFilm(shots, { codec: 'libvpx', extension: 'webm', size: SMALL });
    const broken = path.join(await temporaryFolder(), 'broken.mp4');
    await writeFile(broken, 'no film');
    const results = [];
    const options = { engine: 'onnx', models: 'public/models' } as const;
    const watcher = { begin: () => () => undefined };
    for await (const result of judgeFilms([broken, made.path], options, watcher)) {
      results.push(result);
    }
    await made.remove();
    await rm(broken);
    expect(results[0]).toMatchObject({ error: { code: 'film-unreadable' } });
    const { people, looks } = results[1] as JudgedFilm;
    expect(looks).toBe(52);
    expect(people.map(({ verdict }) => verdict)).toEqual(['without_mask', 'with_mask']);
    const [first, second] = people as [(typeof people)[number], (typeof people)[number]];
    expect(first.firstSeenMs).toBeLessThanOrEqual(200);
    expect(first.lastSeenMs).toBeLessThanOrEqual(1500 + 350);
    expect(second.firstSeenMs).toBeGreaterThanOrEqual(3700);
    expect(second.firstSeenMs).toBeLessThanOrEqual(4000);
    expect(second.best.confidence).toBeGreaterThan(0.5);
  }, 300_000);
});

function greyAt(frame: PixelFrame | undefined, x: number, y: number): boolean {
  if (!frame) return false;
  const at = 4 * (y * frame.width + x);
  const [red = 0, green = 0, blue = 0] = frame.data.subarray(at, at + 3);
  return [
    [red, 0x68],
    [green, 0x6b],
    [blue, 0x70],
  ].every(([is = 0, wanted = 0]) => Math.abs(is - wanted) < 12);
}
