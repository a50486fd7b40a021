import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Box, intersectionOverUnion } from '../../lib/geometry.ts';
import { launchChromium } from '../harness/chromium.ts';
import { type CameraFile, type Shot, writeCameraFile } from '../harness/fake-camera.ts';
import { type GroupPhotograph, groupPhotograph } from '../harness/group-photograph.ts';
import { type LiveState, readLive, startLive, waitForLabel } from '../harness/live-page.ts';
import { movedPhotograph } from '../harness/moved-photograph.ts';
import { barePhotographs, maskedPhotographs, type Photograph } from '../harness/photographs.ts';

const site = inject('siteUrl');
const LIMIT_MS = 240_000;
/** Least intersection over union of a face that is in the right place. */
const RIGHT_PLACE = 0.3;

const named = (photographs: readonly Photograph[], name: string) => {
  const photograph = photographs.find((one) => one.name.startsWith(name));
  if (!photograph) throw new Error(`No photograph of ${name}`);
  return photograph;
};

/** Plays a scene to a fresh visitor while `watch` runs. */
async function play(
  scene: readonly Shot[],
  watch: (page: Awaited<ReturnType<typeof startLive>>['page']) => Promise<void>,
): Promise<void> {
  const camera: CameraFile = await writeCameraFile(scene);
  let browser: Browser | undefined;
  try {
    browser = await launchChromium({ camera: camera.path });
    const { page, errors } = await startLive(browser, `${site}/`);
    expect(await waitForLabel(page, LIMIT_MS)).toBe(true);
    await watch(page);
    expect(errors).toEqual([]);
  } finally {
    await browser?.close();
    await camera.remove();
  }
}

/** The page's label for the face in a box; null if it finds none there. */
function labelAt(box: Box, { faces }: LiveState): string | null {
  const face = faces.find((one) => intersectionOverUnion(one.box, box) >= RIGHT_PLACE);
  return face?.label ?? null;
}

describe('a scene', () => {
  let group: GroupPhotograph;
  beforeAll(() => {
    group = groupPhotograph([
      named(maskedPhotographs(), 'curls'),
      named(barePhotographs(), 'bun'),
      named(maskedPhotographs(), 'stairs'),
      named(barePhotographs(), 'hoops'),
    ]);
  });

  it('with several faces has the right label on each, and counts people, not frames', async () => {
    await play([{ photograph: group, seconds: 1 }], async (page) => {
      const labels = async () => {
        const { state } = await readLive(page);
        return group.boxes.map((box) => (state ? labelAt(box, state) : null));
      };
      const expected = ['with_mask', 'without_mask', 'with_mask', 'without_mask'];
      await expect.poll(labels, { timeout: LIMIT_MS }).toEqual(expected);
      const before = (await readLive(page)).state?.frames ?? 0;
      await expect
        .poll(async () => (await readLive(page)).state?.frames, { timeout: LIMIT_MS })
        .toBeGreaterThan(before + 10);
      expect(await labels()).toEqual(expected);
      expect((await readLive(page)).state?.people).toBe(group.boxes.length);
    });
  });

  it('that becomes empty shows nobody', async () => {
    const scene = [
      { photograph: group, seconds: 8 },
      { photograph: null, seconds: 8 },
    ];
    await play(scene, async (page) => {
      const nobodyInEmptyRoom = async () => {
        const { shot, state } = await readLive(page);
        return shot === 1 && state?.faces.length === 0;
      };
      await expect.poll(nobodyInEmptyRoom, { timeout: LIMIT_MS }).toBe(true);
    });
  });

  it('with somebody walking has one person, whose box follows', async () => {
    const walker = named(barePhotographs(), 'bun');
    const steps = Array.from({ length: 60 }, (_, i) => movedPhotograph(walker, 8 * (i - 30)));
    const scene = [...steps, ...[...steps].reverse()].map((photograph) => {
      return { photograph, seconds: 0.15 };
    });
    const places = scene.map(({ photograph }) => photograph.box);
    await play(scene, async (page) => {
      const seen: { overlap: number; id: string; x: number }[] = [];
      const end = Date.now() + 20_000;
      while (Date.now() < end) {
        const { shot, state } = await readLive(page);
        const [face] = state?.faces ?? [];
        const place = places[shot ?? -1];
        if (face && place) {
          const overlap = intersectionOverUnion(face.box, place);
          seen.push({ overlap, id: face.id, x: face.box.x });
        }
        await page.waitForTimeout(100);
      }
      expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
      const xs = seen.map(({ x }) => x);
      expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(200);
      const right = seen.filter(({ overlap }) => overlap >= RIGHT_PLACE);
      expect(right.length / seen.length).toBeGreaterThan(0.8);
      expect((await readLive(page)).state?.people).toBe(1);
    });
  });
});
