import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../../../lib/geometry.ts';
import { drawMask } from '../../../../scripts/training/drawn-masks/draw-mask.ts';
import { type MaskCloth, PRINTS } from '../../../../scripts/training/drawn-masks/mask-layers.ts';
import {
  MASK_KINDS,
  type MaskWear,
  maskShape,
  outlineOf,
} from '../../../../scripts/training/drawn-masks/mask-shapes.ts';
import { FIXTURE_FACES, type FixtureFace } from '../../../harness/fixture-faces.ts';

const astronaut = FIXTURE_FACES[0] as FixtureFace;

/** Mean red, green and blue of a small square. */
async function colourAt(picture: Buffer | string, x: number, y: number): Promise<number[]> {
  const { channels } = await sharp(
    await sharp(picture)
      .extract({ left: x - 4, top: y - 4, width: 9, height: 9 })
      .toBuffer(),
  ).stats();
  return channels.map((channel) => channel.mean);
}

const difference = (a: number[], b: number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))));

describe('drawMask', () => {
  const { mouth, noseTip, eyes } = astronaut.marks;

  it.each(MASK_KINDS)('covers mouth and nose with a %s mask, but not the eyes', async (kind) => {
    const masked = await drawMask(astronaut.file, astronaut.marks, kind);
    const changed = async ({ x, y }: { x: number; y: number }) =>
      difference(await colourAt(astronaut.file, x, y), await colourAt(masked, x, y));
    expect(await changed({ x: mouth.x, y: mouth.y + 8 })).toBeGreaterThan(25);
    expect(await changed(noseTip)).toBeGreaterThan(25);
    expect(await changed(eyes[0])).toBeLessThan(3);
    expect(await changed({ x: 400, y: 400 })).toBe(0);
  });

  it('leaves the nose bare, and under the chin the mouth too', async () => {
    const noseOut = await drawMask(astronaut.file, astronaut.marks, 'surgical', 'nose-out');
    const underChin = await drawMask(astronaut.file, astronaut.marks, 'surgical', 'under-chin');
    const bare = (p: { x: number; y: number }) => colourAt(astronaut.file, p.x, p.y);
    expect(
      difference(await bare(noseTip), await colourAt(noseOut, noseTip.x, noseTip.y)),
    ).toBeLessThan(15);
    expect(
      difference(await bare(mouth), await colourAt(noseOut, mouth.x, mouth.y)),
    ).toBeGreaterThan(25);
    expect(difference(await bare(mouth), await colourAt(underChin, mouth.x, mouth.y))).toBeLessThan(
      15,
    );
  });

  it('prints a pattern in a second colour', async () => {
    const draw = (print?: MaskCloth['print']) =>
      drawMask(astronaut.file, astronaut.marks, 'cloth', 'proper', {
        colour: '#888888',
        ...(print && { print }),
      });
    const plain = await sharp(await draw())
      .raw()
      .toBuffer();
    for (const pattern of PRINTS) {
      const print = { pattern, colour: '#ff2020', pitchRatio: 0.15 };
      const printed = await sharp(await draw(print))
        .raw()
        .toBuffer();
      const redder = printed.filter((value, i) => i % 3 === 0 && value > (plain[i] as number) + 25);
      expect(redder.length, pattern).toBeGreaterThan(100);
    }
  });

  it('draws the same pixels every time', async () => {
    const draw = () => drawMask(astronaut.file, astronaut.marks, 'cloth');
    expect((await draw()).equals(await draw())).toBe(true);
  });

  it('is dimmer on a dim face', async () => {
    const dim = await sharp(astronaut.file).linear(0.5).png().toBuffer();
    const at = [mouth.x - 8, mouth.y + 10] as const;
    const [bright = 0] = await colourAt(
      await drawMask(astronaut.file, astronaut.marks, 'ffp2'),
      ...at,
    );
    const [dark = 0] = await colourAt(await drawMask(dim, astronaut.marks, 'ffp2'), ...at);
    expect(dark).toBeLessThan(0.75 * bright);
  });
});

describe('maskShape', () => {
  it.each(FIXTURE_FACES.map((face) => [face.name, face] as const))(
    'is worn the same way at every height and tilt: %s',
    (_, { marks: { eyes, noseTip, mouth, jaw }, marks }) => {
      const edgeOf = (wear: MaskWear, height: number, tilt: number) =>
        MASK_KINDS.map((kind) => {
          const { top } = maskShape(marks, kind, wear, { height, tilt });
          return (top[top.length / 2] as Point).y;
        });
      // If the head is turned away, the bridge of the nose is about as high as the eyes.
      const eyeLine = (eyes[0].y + eyes[1].y) / 2 - 0.05 * marks.box.height;
      for (const tilt of [-1, 0, 1]) {
        for (const height of [-1, 0, 1]) {
          for (const y of edgeOf('proper', height, tilt)) {
            expect(y).toBeGreaterThan(eyeLine);
            expect(y).toBeLessThan(noseTip.y);
          }
          for (const y of edgeOf('nose-out', height, tilt)) {
            expect(y).toBeGreaterThan(noseTip.y);
            expect(y).toBeLessThan(mouth.y);
          }
          for (const y of edgeOf('under-chin', height, tilt)) {
            expect(y).toBeGreaterThan(mouth.y);
            // The lowest hangs below the chin, by a sixth of the way from the eyes at most.
            const chin = jaw[4].y;
            expect(y).toBeLessThan(height < 1 ? chin : chin + (chin - eyeLine) / 6);
          }
        }
      }
    },
  );

  it('follows its fit: a lower edge, and one end higher than the other', () => {
    const { marks } = astronaut;
    const middle = maskShape(marks, 'cloth', 'proper').top;
    const low = maskShape(marks, 'cloth', 'proper', { height: 1, tilt: 0 }).top;
    const tilted = maskShape(marks, 'cloth', 'proper', { height: 0, tilt: 1 }).top;
    const at = (curve: readonly Point[], i: number) => (curve.at(i) as Point).y;
    expect(at(low, 24)).toBeGreaterThan(at(middle, 24));
    expect(at(tilted, 0)).toBeGreaterThan(at(middle, 0));
    expect(at(tilted, -1)).toBeLessThan(at(middle, -1));
  });

  it.each(FIXTURE_FACES.map((face) => [face.name, face] as const))(
    'lies on the face: %s',
    (_, { marks }) => {
      for (const kind of MASK_KINDS) {
        for (const point of outlineOf(maskShape(marks, kind, 'proper'))) {
          expect(point.x).toBeGreaterThan(marks.box.x - 0.1 * marks.box.width);
          expect(point.x).toBeLessThan(marks.box.x + 1.1 * marks.box.width);
          expect(point.y).toBeGreaterThan(marks.box.y + 0.15 * marks.box.height);
          expect(point.y).toBeLessThan(marks.box.y + 1.2 * marks.box.height);
        }
      }
    },
  );
});
