import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { PATCH_MARGIN, PATCH_SIZE } from '@/scripts/data/crops/crops';
import { drawSamples } from '@/scripts/training/drawn-masks/drawn-samples';
import { marksFromLandmarks } from '@/scripts/training/drawn-masks/face-marks';
import { FIXTURE_FACES, type FixtureFace } from '../../../harness/fixture-faces';
import { useWasm } from '../../../support/wasm';

const FILL = 127;

/** The patch that training cuts around a face, with a strip of padding at its left edge. */
async function patchAround({ file, marks: { box } }: FixtureFace): Promise<Uint8Array> {
  const side = Math.round(Math.max(box.width, box.height) * 1.22 * PATCH_MARGIN);
  const left = Math.max(0, Math.round(box.x + box.width / 2 - side / 2));
  const top = Math.max(0, Math.round(box.y + box.height / 2 - side / 2));
  const patch = await sharp(file)
    .extract({ left, top, width: side, height: side })
    .resize(PATCH_SIZE, PATCH_SIZE)
    .raw()
    .toBuffer();
  for (let y = 0; y < PATCH_SIZE; y++)
    patch.fill(FILL, y * PATCH_SIZE * 3, (y * PATCH_SIZE + 70) * 3);
  return new Uint8Array(patch);
}

describe('marksFromLandmarks', () => {
  it.each(FIXTURE_FACES.map((face) => [face.name, face] as const))(
    'places the jaw of "%s" within 15% of the face width on average',
    (_, { marks }) => {
      const { eyes, noseTip, mouth, jaw, box } = marks;
      const derived = marksFromLandmarks([...eyes, noseTip, mouth, jaw[0], jaw[8]]);
      const off = jaw.map((point, i) => {
        const found = derived.jaw[i] as { x: number; y: number };
        return Math.hypot(found.x - point.x, found.y - point.y) / box.width;
      });
      const mean = off.reduce((a, b) => a + b, 0) / off.length;
      expect(mean, off.map((d) => d.toFixed(2)).join(' ')).toBeLessThan(0.15);
    },
  );
});

describe('drawSamples', () => {
  beforeAll(useWasm);

  it('draws masks and other covers on part of a face, inside the photograph only', async () => {
    const patch = await patchAround(FIXTURE_FACES[0] as FixtureFace);
    const samples = await drawSamples(new Array<Uint8Array>(6).fill(patch), FILL, 3, 2);
    expect(samples.length).toBe(12);
    const labels = new Set(samples.map(({ label }) => label));
    expect(labels).toEqual(new Set(['with_mask', 'incorrect_mask', 'without_mask']));
    for (const { label, way } of samples) {
      expect(way !== undefined, `${label} ${way}`).toBe(label === 'incorrect_mask');
    }
    samples.forEach(({ patch: drawn }) => {
      const changed = drawn.filter((value, k) => Math.abs(value - (patch[k] as number)) > 20);
      expect(changed.length / patch.length).toBeGreaterThan(0.005);
      expect(changed.length / patch.length).toBeLessThan(0.6);
      for (let y = 0; y < PATCH_SIZE; y++) expect(drawn[(y * PATCH_SIZE + 10) * 3]).toBe(FILL);
    });
  }, 90_000);

  it('draws the same for the same seed, and skips a patch without a face', async () => {
    const face = await patchAround(FIXTURE_FACES[0] as FixtureFace);
    const wall = new Uint8Array(face.length).fill(90);
    const [first, second] = [
      await drawSamples([face], FILL, 3, 1),
      await drawSamples([face], FILL, 3, 1),
    ];
    expect(second).toEqual(first);
    expect(await drawSamples([wall], FILL, 3, 1)).toEqual([]);
  });
});
