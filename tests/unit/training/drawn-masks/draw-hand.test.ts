import { describe, expect, it } from 'vitest';
import { PATCH_BYTES, PATCH_SIZE } from '@/scripts/data/crops/crops';
import { seededRandom } from '@/scripts/support/random';
import { drawHand } from '@/scripts/training/drawn-masks/draw-hand';
import { marksFromLandmarks } from '@/scripts/training/drawn-masks/face-marks';

const at = (x: number, y: number) => ({ x, y });
/** A face in the patch's middle: eyes, nose, mouth, ears. */
const MARKS = marksFromLandmarks([
  at(110, 110),
  at(160, 110),
  at(135, 140),
  at(135, 165),
  at(85, 118),
  at(185, 118),
]);
const SKIN = [200, 150, 120] as const;
const GROUND = [40, 90, 160] as const;

/** Skin in the face's box, another colour around it. */
function facePatch(): Uint8Array {
  const { x, y, width, height } = MARKS.box;
  return Uint8Array.from({ length: PATCH_BYTES }, (_, i) => {
    const [px, py] = [Math.floor(i / 3) % PATCH_SIZE, Math.floor(i / 3 / PATCH_SIZE)];
    const inside = px >= x && px < x + width && py >= y && py < y + height;
    return (inside ? SKIN : GROUND)[i % 3] as number;
  });
}
const colourAt = (patch: Uint8Array, x: number, y: number) =>
  [...patch.subarray((y * PATCH_SIZE + x) * 3, (y * PATCH_SIZE + x) * 3 + 3)] as number[];

describe('drawHand', () => {
  it('draws in a shade of the skin, from below to the given point, without the eyes', async () => {
    for (let seed = 0; seed < 6; seed++) {
      const patch = facePatch();
      const drawn = await drawHand(patch, MARKS, MARKS.mouth, seededRandom(seed));
      expect(drawn).toHaveLength(PATCH_BYTES);
      for (const { x, y } of MARKS.eyes) expect(colourAt(drawn, x, y)).toEqual([...SKIN]);
      // The ground below the chin is blue. Reddish pixels there are the hand.
      const below = Math.round(MARKS.jaw[4].y) + 12;
      const hand = Array.from({ length: PATCH_SIZE }, (_, x) => colourAt(drawn, x, below)).filter(
        ([r = 0, , b = 0]) => r > b + 20,
      );
      expect(hand.length).toBeGreaterThan(10);
    }
  });

  it('draws the same for the same seed, and does not change the patch', async () => {
    const patch = facePatch();
    const before = Uint8Array.from(patch);
    const [first, second] = [
      await drawHand(patch, MARKS, MARKS.mouth, seededRandom(3)),
      await drawHand(patch, MARKS, MARKS.mouth, seededRandom(3)),
    ];
    expect(second).toEqual(first);
    expect(first).not.toEqual(before);
    expect(patch).toEqual(before);
  });
});
