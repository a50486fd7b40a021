import sharp, { type Sharp } from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { PATCH_MARGIN, PATCH_SIZE } from '@/scripts/data/crops/crops';
import { type FaceCopy, findFaceCopies } from '@/scripts/data/face-copies';
import { barePhotographs } from '../../harness/photographs';
import { useWasm } from '../../support/wasm';

beforeAll(useWasm);

const faces = barePhotographs();

/** The patch of a fixture face, cut as training cuts it. */
async function patchOf(index: number, change?: (picture: Sharp) => Sharp): Promise<Uint8Array> {
  const { box, load } = faces[index] as (typeof faces)[number];
  const side = Math.round(Math.max(box.width, box.height) * 1.4 * PATCH_MARGIN);
  const border = side;
  const wide = await sharp(await load())
    .removeAlpha()
    .extend({ top: border, bottom: border, left: border, right: border, background: '#7f7f7f' })
    .png()
    .toBuffer();
  const patch = await sharp(wide)
    .extract({
      left: Math.round(box.x + box.width / 2 - side / 2) + border,
      top: Math.round(box.y + box.height / 2 - side / 2) + border,
      width: side,
      height: side,
    })
    .resize(PATCH_SIZE, PATCH_SIZE)
    .png()
    .toBuffer();
  const changed = change ? await change(sharp(patch)).png().toBuffer() : patch;
  return new Uint8Array(
    await sharp(changed).resize(PATCH_SIZE, PATCH_SIZE).removeAlpha().raw().toBuffer(),
  );
}

function pairs(copies: readonly FaceCopy[]): string[] {
  return copies.map(({ i, j }) => `${i} ${j}`).sort();
}

it('finds copies that are mirrored, rotated, cropped differently or lit differently', async () => {
  const grey = { r: 127, g: 127, b: 127 };
  // The finder's boxes on two copies differ slightly.
  const middle = { left: 13, top: 8, width: 250, height: 250 };
  const patches = await Promise.all([
    patchOf(0),
    patchOf(0, (picture) => picture.flop()),
    patchOf(0, (picture) => picture.extract(middle)),
    patchOf(0, (picture) => picture.linear(0.6, 20).greyscale().jpeg({ quality: 40 })),
    patchOf(1),
    patchOf(1, (picture) =>
      picture.rotate(14, { background: grey }).extract({ ...middle, left: 39, top: 39 }),
    ),
  ]);
  expect(pairs(await findFaceCopies(patches))).toEqual([
    '0 1',
    '0 2',
    '0 3',
    '1 2',
    '1 3',
    '2 3',
    '4 5',
  ]);
});

it('tells different faces apart', async () => {
  expect(await findFaceCopies(await Promise.all(faces.map((_, i) => patchOf(i))))).toEqual([]);
});

it('finds nothing in flat patches, and accepts an empty list', async () => {
  const flat = () => new Uint8Array(PATCH_SIZE * PATCH_SIZE * 3).fill(90);
  expect(await findFaceCopies([flat(), flat()])).toEqual([]);
  expect(await findFaceCopies([])).toEqual([]);
});
