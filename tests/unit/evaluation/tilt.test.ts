import path from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { AnnotatedPhotograph } from '@/scripts/data/photograph';
import { choosePortraits, writeTurned } from '@/scripts/evaluation/tilt';
import { temporaryFolder } from '../../support/temporary-folder';

const SIZE = { width: 200, height: 120 };
const BOX = { x: 130, y: 20, width: 40, height: 40 };

function portrait(file: string): AnnotatedPhotograph {
  return {
    kind: 'annotated',
    file,
    dataset: 'street',
    name: path.basename(file),
    stratum: 'street without_mask',
    turn: 0,
    ...SIZE,
    faces: [{ label: 'without_mask', box: BOX }],
    unlabelled: [],
    ignored: [],
  };
}

it('gives the box of the face in the rotated picture', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'face.png');
  const face = await sharp({ create: { ...BOX, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer();
  await sharp({ create: { ...SIZE, channels: 3, background: '#000000' } })
    .composite([{ input: face, left: BOX.x, top: BOX.y }])
    .toFile(file);
  for (const degrees of [0, 45, 60, 90, 180]) {
    const turned = path.join(folder, `${degrees}.png`);
    const box = await writeTurned(portrait(file), degrees, turned);
    const { data, info } = await sharp(turned).greyscale().raw().toBuffer({
      resolveWithObject: true,
    });
    // The centroid of the white pixels is the centre of the face.
    let [n, sumX, sumY] = [0, 0, 0];
    data.forEach((value, i) => {
      if (value < 128) return;
      n++;
      sumX += (i % info.width) + 0.5;
      sumY += Math.floor(i / info.width) + 0.5;
    });
    expect(Math.abs(sumX / n - box.x - box.width / 2), `${degrees}`).toBeLessThan(2);
    expect(Math.abs(sumY / n - box.y - box.height / 2), `${degrees}`).toBeLessThan(2);
    expect(Math.abs(box.width * box.height - n) / n, `${degrees}`).toBeLessThan(0.1);
  }
});

it('chooses portraits with one large face, one for each person', () => {
  const one = portrait('/data/a.jpg');
  const [face] = one.faces as [AnnotatedPhotograph['faces'][number]];
  const small = { ...face, box: { ...BOX, width: 20, height: 20 } };
  const photographs = [
    one,
    one,
    { ...one, faces: [face, face] },
    { ...one, faces: [small] },
    { ...one, faces: [{ ...face, label: 'with_mask' as const }] },
    { ...one, ignored: [BOX] },
    { ...one, unlabelled: [{ box: BOX }] },
    one,
  ].map((photograph, i) => ({ photograph, group: i === 1 ? 0 : i }));
  expect(choosePortraits(photographs, 'without_mask', 45, 1)).toEqual([one, one]);
  expect(choosePortraits(photographs, 'without_mask', 1, 1)).toEqual([one]);
  expect(choosePortraits(photographs, 'with_mask', 45, 1)).toHaveLength(1);
});
