import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '@/lib/csv';
import { intersectionOverUnion } from '@/lib/geometry';
import { isJudged, type JudgedStill, type StillResult } from '@/lib/stills/still-result';
import { describeStill } from '@/scripts/check/describe-still';
import { openChecker } from '@/scripts/check/open-checker';
import { brokenPictures } from '../../support/broken-pictures';
import { classPhotograph, madeStills, writeStills } from '../../support/made-stills';
import { temporaryFolder } from '../../support/temporary-folder';

let check: (file: string) => Promise<StillResult>;
beforeAll(async () => {
  check = await openChecker({ engine: 'auto', models: 'public/models' });
});

describe('openChecker', () => {
  it('judges every good picture and says what is wrong with each bad one', async () => {
    const folder = await temporaryFolder();
    const stills = await madeStills(2);
    await writeStills(folder, stills);
    for (const { name, error, faces } of stills) {
      const result = await check(path.join(folder, name));
      expect(isJudged(result) ? null : result.error.code, name).toBe(error);
      if (isJudged(result)) expect(result.faces.length, name).toBeGreaterThanOrEqual(faces);
    }
  }, 120_000);

  it('finds the same face upright, turned by EXIF, in CMYK and in 16 bits', async () => {
    const folder = await temporaryFolder();
    await writeStills(folder, await madeStills(1));
    const judge = async (name: string) => {
      const result = (await check(path.join(folder, name))) as JudgedStill;
      return [...result.faces].sort((a, b) => b.faceScore - a.faceScore)[0];
    };
    const plain = await judge('face-00.jpg');
    for (const name of ['exif-rotated.jpg', 'cmyk.jpg', '16-bit.png', 'picture.avif']) {
      const face = await judge(name);
      if (!plain || !face) throw new Error(`${name}: no face`);
      expect(intersectionOverUnion(face.box, plain.box), name).toBeGreaterThan(0.9);
      expect(face.label, name).toBe(plain.label);
    }
  }, 120_000);

  it('finds the 40 faces of a class photograph', async () => {
    const file = path.join(await temporaryFolder(), 'class.jpg');
    await writeFile(file, await classPhotograph(5, 8));
    const { faces, width } = (await check(file)) as JudgedStill;
    const cell = width / 8;
    const places = new Map(
      faces.map(({ box, label }) => {
        const column = Math.floor((box.x + box.width / 2) / cell);
        const row = Math.floor((box.y + box.height / 2) / (cell * (420 / 360)));
        return [row * 8 + column, label];
      }),
    );
    expect(places.size).toBe(40);
    const right = [...places].filter(
      ([i, label]) => label === (i % 2 ? 'with_mask' : 'without_mask'),
    );
    expect(right.length).toBeGreaterThanOrEqual(38);
  });

  it('gives one answer to each of 200 broken files', async () => {
    const folder = await temporaryFolder();
    const files = await brokenPictures(200, 11);
    const codes: Record<string, number> = {};
    for (const { name, bytes } of files) {
      const file = path.join(folder, name);
      await writeFile(file, bytes);
      const result: StillResult = await check(file);
      expect(result.file).toBe(file);
      const code = isJudged(result) ? 'judged' : result.error.code;
      codes[code] = (codes[code] ?? 0) + 1;
      if (isJudged(result)) expect(result.width * result.height, name).toBeGreaterThan(0);
      else expect(result.error.message.length, name).toBeGreaterThan(5);
    }
    expect(Object.values(codes).reduce((sum, n) => sum + n, 0)).toBe(200);
    // The broken files cover all of these outcomes.
    expect(Object.keys(codes).sort()).toEqual([
      'file-empty',
      'image-too-large',
      'image-truncated',
      'image-unreadable',
      'judged',
      'not-an-image',
    ]);
  }, 120_000);
});

describe('npm run check', () => {
  it('reports that there is no picture, as a usage error', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'notes.txt'), 'none');
    await writeFile(path.join(folder, '._a.jpg'), 'what macOS leaves behind');
    const { code, stdout, stderr } = await run([...checkOn('onnx'), folder]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`No picture in ${folder}`);
  });

  it('separates files with the same name, and continues after a bad file', async () => {
    const folder = await temporaryFolder();
    for (const name of ['in/a/x.png', 'in/b/x.png', 'in/b/x.jpg', 'in/bad.jpg']) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#456' } });
      if (name.endsWith('bad.jpg')) await writeFile(path.join(folder, name), 'no picture');
      else await picture.toFile(path.join(folder, name));
    }
    const { code, stdout, stderr } = await run([
      ...checkOn('onnx'),
      '--json',
      '--out',
      path.join(folder, 'out'),
      path.join(folder, 'in'),
      path.join(folder, 'in/a/x.png'),
    ]);
    const results = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as StillResult);
    expect(code).toBe(1);
    expect(results.map(({ file }) => path.relative(folder, file))).toEqual([
      'in/a/x.png',
      'in/b/x.jpg',
      'in/b/x.png',
      'in/bad.jpg',
      'in/a/x.png',
    ]);
    expect(results[3]).toMatchObject({ error: { code: 'not-an-image' } });
    const written = await readdir(path.join(folder, 'out'), { recursive: true });
    expect(written.filter((name) => name.endsWith('.png')).sort()).toEqual([
      'a/x.png',
      'b/x-2.png',
      'b/x.png',
      'x.png',
    ]);
    // No progress bar without a terminal.
    expect(stderr).not.toContain('Judging');
  });

  it('judges many pictures in the order of their names, however many at once', async () => {
    const folder = await temporaryFolder();
    const stills = await madeStills(1);
    const [first] = stills.filter(({ name }) => name === 'face-00.jpg');
    // The first takes longest.
    await writeStills(folder, [first as (typeof stills)[number]]);
    const small = sharp({ create: { width: 40, height: 30, channels: 3, background: '#456' } });
    const names = Array.from({ length: 29 }, (_, i) => `small-${String(i).padStart(2, '0')}.png`);
    for (const name of names) await small.toFile(path.join(folder, name));
    await writeFile(path.join(folder, 'small-07.png'), 'no picture');
    const { code, stdout } = await run([...checkOn('onnx'), '--json', folder]);
    expect(code).toBe(1);
    const results = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as StillResult);
    expect(results.map(({ file }) => path.basename(file))).toEqual(['face-00.jpg', ...names]);
    expect(results[0]).toMatchObject({ faces: [{ label: expect.any(String) }] });
    expect(results[8]).toMatchObject({ error: { code: 'not-an-image' } });
  }, 60_000);

  it('ends at once if there is no model, however many pictures there are', async () => {
    const folder = await temporaryFolder();
    for (let i = 0; i < 40; i++) await writeFile(path.join(folder, `${i}.png`), 'no picture');
    const { code, stdout, stderr } = await run([...checkOn('onnx'), '--models', folder, folder]);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('face-finder/manifest.json');
  }, 60_000);
});

describe('npm run check -- --csv', () => {
  it('prints the table of the page, one row per face or failure', async () => {
    const folder = await temporaryFolder();
    const [face] = (await madeStills(1)).filter(({ name }) => name === 'face-00.jpg');
    await writeStills(folder, [face as NonNullable<typeof face>]);
    await writeFile(path.join(folder, 'bad.jpg'), 'no picture');
    const { code, stdout } = await run([...checkOn('wasm'), '--csv', folder]);
    expect(code).toBe(1);
    const [bad, ...faces] = readCsv(stdout);
    expect(bad).toMatchObject({ file: path.join(folder, 'bad.jpg'), error: 'not-an-image' });
    expect(faces.length).toBeGreaterThan(0);
    for (const row of faces) {
      expect(row).toMatchObject({ file: path.join(folder, 'face-00.jpg'), error: '', worn: '' });
      expect(Number(row.box_width)).toBeGreaterThan(10);
    }
  }, 60_000);

  it('together with --json is a usage error', async () => {
    const { code, stderr } = await run([...checkOn('onnx'), '--csv', '--json', 'a.jpg']);
    expect(code).toBe(2);
    expect(stderr).toContain('Either --json or --csv');
  });
});

describe('describeStill', () => {
  const face = {
    box: { x: 1, y: 2, width: 30, height: 40 },
    label: 'incorrect_mask',
    worn: 'under_chin',
    confidence: 0.9,
    faceScore: 0.9,
  } as JudgedStill['faces'][number];
  const still: JudgedStill = { file: 'a.jpg', width: 9, height: 8, faces: [face], ms: 3 };

  it('tells how a mask is worn and that there are more faces', () => {
    expect(describeStill(still)).toBe(
      'a.jpg  (3 ms)\n  incorrect_mask  90%  30 x 40 px at 1, 2  under_chin',
    );
    expect(describeStill({ ...still, moreFaces: true })).toMatch(/\n {2}more faces than these 1$/);
    expect(describeStill({ ...still, faces: [] })).toMatch(/no face found$/);
  });
});

function checkOn(engine: 'onnx' | 'wasm'): string[] {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return ['--import', tsx, 'scripts/check.ts', '--engine', engine];
}

function run(args: readonly string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, args, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}
