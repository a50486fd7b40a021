import { describe, expect, it } from 'vitest';
import { isNoise, type PictureSamples } from '@/lib/camera/noise';
import { type PictureLook, PictureWatch } from '@/lib/camera/picture-watch';
import { seededRandom } from '@/scripts/support/random';

const [WIDTH, HEIGHT] = [64, 36];

function picture(brightnessAt: (x: number, y: number) => number): PictureSamples {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      data.fill(brightnessAt(x, y), 4 * (y * WIDTH + x), 4 * (y * WIDTH + x) + 3);
    }
  }
  return { data, width: WIDTH };
}

const noise = (seed: number) => {
  const random = seededRandom(seed);
  return picture(() => 255 * random());
};
/** A bright disc on a gradient, with some sensor noise. */
const scene = (seed: number) => {
  const random = seededRandom(seed);
  return picture(
    (x, y) => 60 + x + (Math.hypot(x - 32, y - 18) < 9 ? 90 : 0) + 20 * (random() - 0.5),
  );
};
const black = picture(() => 5);

describe('isNoise', () => {
  it('distinguishes noise from a picture with grain', () => {
    expect(isNoise(noise(2), noise(1))).toBe(true);
    expect(isNoise(scene(2), scene(1))).toBe(false);
  });

  it('treats a fine pattern that does not change as a picture', () => {
    expect(isNoise(noise(1), noise(1))).toBe(false);
  });

  it('does not treat a flat picture as noise', () => {
    expect(
      isNoise(
        black,
        picture(() => 6),
      ),
    ).toBe(false);
  });
});

/** Looks twice a second. @param at the look at a given time, ms */
function watch(seconds: number, at: (ms: number) => Partial<PictureLook>) {
  const watching = new PictureWatch();
  return Array.from({ length: 2 * seconds + 1 }, (_, i) => {
    const nowMs = 500 * i;
    const look = { nowMs, lastFrameMs: nowMs, muted: false, samples: scene(i), ...at(nowMs) };
    return { nowMs, trouble: watching.look(look) };
  });
}
/** Time of the first report of a trouble, the trouble, and the time of its end, ms; else null. */
function times(told: ReturnType<typeof watch>) {
  const first = told.findIndex(({ trouble }) => trouble !== null);
  const over = told.findIndex(({ trouble }, i) => i > first && trouble === null);
  return [told[first]?.nowMs ?? null, told[first]?.trouble ?? null, told[over]?.nowMs ?? null];
}

describe('a watched picture', () => {
  it('is in order while frames come and show something', () => {
    expect(times(watch(20, () => ({})))[0]).toBeNull();
  });

  it('is frozen from two seconds after the last frame until the next one', () => {
    const frozen = watch(10, (ms) => (ms > 3000 && ms < 8000 ? { lastFrameMs: 3000 } : {}));
    expect(times(frozen)).toEqual([5000, 'frozen', 8000]);
  });

  it('is not frozen if the page itself was suspended', () => {
    const watching = new PictureWatch();
    const look = (nowMs: number, lastFrameMs: number) =>
      watching.look({ nowMs, lastFrameMs, muted: false, samples: scene(1) });
    expect([look(0, 0), look(500, 500), look(9000, 500), look(9500, 9400)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('may take six seconds to show a first frame', () => {
    const never = watch(10, () => ({ lastFrameMs: null, samples: null }));
    expect(times(never)).toEqual([6000, 'frozen', null]);
  });

  it.each([
    ['a muted camera', 'frozen', { muted: true }],
    ['a black picture', 'black', { samples: black }],
  ] as const)('is reported within three seconds: %s', (_, trouble, seen) => {
    const told = watch(12, (ms) => (ms >= 2000 && ms < 8000 ? seen : {}));
    expect(times(told)).toEqual([4500, trouble, 8000]);
  });

  it('is reported within three seconds: noise', () => {
    const told = watch(12, (ms) => (ms >= 2000 && ms < 8000 ? { samples: noise(ms) } : {}));
    expect(times(told)).toEqual([4500, 'noise', 8000]);
  });

  it('may be black for a moment, while a camera adjusts itself', () => {
    const told = watch(8, (ms) => (ms >= 2000 && ms < 4000 ? { samples: black } : {}));
    expect(times(told)[0]).toBeNull();
  });
});
