import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { AnnotatedPhotograph } from '@/scripts/data/photograph';
import { angleOf, findConditions, lightOf } from '@/scripts/evaluation/face-conditions';
import { folderOf } from '../../support/folder-of';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWasm } from '../../support/wasm';

/** Landmarks of a round head of radius 1, turned aside (yaw) and tilted in the picture (roll). */
function head(asideDegrees: number, tiltDegrees = 0) {
  const place = (longitude: number, y: number) => {
    const angle = ((longitude + asideDegrees) * Math.PI) / 180;
    const tilt = (tiltDegrees * Math.PI) / 180;
    const x = Math.sin(angle);
    return {
      x: Math.cos(tilt) * x - Math.sin(tilt) * y,
      y: Math.sin(tilt) * x + Math.cos(tilt) * y,
    };
  };
  return [
    place(-35, -0.2),
    place(35, -0.2),
    place(0, 0.1),
    place(0, 0.5),
    place(-90, 0),
    place(90, 0),
  ];
}

describe('angleOf', () => {
  it.each([
    [0, 'frontal'],
    [-15, 'frontal'],
    [30, 'turned'],
    [-45, 'turned'],
    [60, 'profile'],
    [85, 'profile'],
  ] as const)('classifies a head turned aside by %d degrees as %s at any tilt', (aside, angle) => {
    for (const tilt of [0, 30, 90, 180]) expect(angleOf(head(aside, tilt))).toBe(angle);
  });
});

describe('lightOf', () => {
  /** A frame whose left and right halves each have one grey level. */
  function frame(left: number, right: number) {
    const size = { width: 40, height: 40 };
    const data = new Uint8Array(size.width * size.height * 4);
    for (let i = 0; i < size.width * size.height; i++) {
      data.fill(i % size.width < 20 ? left : right, i * 4, i * 4 + 4);
    }
    return { data, ...size };
  }
  const box = { x: 10, y: 5, width: 20, height: 30 };

  it.each([
    [140, 120, 'normal'],
    [60, 50, 'dark'],
    [180, 60, 'hard'],
    [20, 90, 'hard'],
  ] as const)('classifies halves of grey level %d and %d as %s', (left, right, light) => {
    expect(lightOf(frame(left, right), box)).toBe(light);
  });

  it('uses only the part of a box inside the picture', () => {
    expect(lightOf(frame(140, 30), { x: -30, y: -30, width: 40, height: 60 })).toBe('normal');
    expect(lightOf(frame(140, 30), { x: 50, y: 50, width: 5, height: 5 })).toBe('dark');
  });
});

describe('findConditions', () => {
  it('measures again after a photograph is replaced under the same name', async () => {
    await useWasm();
    const grey = (level: number) =>
      sharp({
        create: {
          width: 80,
          height: 80,
          channels: 3,
          background: { r: level, g: level, b: level },
        },
      })
        .png()
        .toBuffer();
    const folder = await folderOf({ 'a.png': await grey(20) });
    const photograph: AnnotatedPhotograph = {
      kind: 'annotated',
      file: path.join(folder, 'a.png'),
      dataset: 'made',
      name: 'a.png',
      stratum: '',
      turn: 0,
      width: 80,
      height: 80,
      faces: [{ label: 'with_mask', box: { x: 20, y: 20, width: 30, height: 30 } }],
      unlabelled: [],
      ignored: [],
    };
    const cache = await temporaryFolder();
    expect(await findConditions([photograph], cache)).toEqual([
      [{ angle: 'unknown', light: 'dark' }],
    ]);
    await writeFile(photograph.file, await grey(160));
    expect(await findConditions([photograph], cache)).toEqual([
      [{ angle: 'unknown', light: 'normal' }],
    ]);
  });
});
