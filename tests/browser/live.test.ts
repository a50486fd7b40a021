import type { Browser } from 'playwright-core';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { intersectionOverUnion } from '../../lib/geometry.ts';
import { launchChromium } from '../support/chromium.ts';
import { type CameraFile, type Shot, writeCameraFile } from '../support/fake-camera.ts';
import { faceAt, type Judged, judgeAnswers, summary } from '../support/judge-answers.ts';
import {
  type LivePage,
  startLive,
  type WatchOptions,
  waitForLabel,
  watchShots,
} from '../support/live-page.ts';
import { barePhotographs, maskedPhotographs, type Photograph } from '../support/photographs.ts';
import { REAL_PHOTOGRAPHS_MISSING, realPhotographs } from '../support/real-photographs.ts';

const SECONDS_A_SHOT = 2;
/** Of ten photographs with one large face. */
const LEAST_RIGHT = 0.9;

const site = inject('siteUrl');
const open: { browser?: Browser; camera?: CameraFile } = {};

afterEach(async () => {
  await open.browser?.close();
  await open.camera?.remove();
  open.browser = undefined;
  open.camera = undefined;
});

/** Shows a scene to a fresh visitor's camera and collects the page's answers. */
async function show(scene: readonly Shot[], options: WatchOptions, query = '') {
  const camera = await writeCameraFile(scene);
  open.camera = camera;
  open.browser = await launchChromium({ camera: camera.path });
  const started = performance.now();
  const live = await startLive(open.browser, `${site}/${query}`);
  await waitForLabel(live.page, options.limitMs);
  const firstLabelMs = performance.now() - started;
  const answers = await watchShots(live.page, scene.length, options);
  return { live, camera, answers, firstLabelMs };
}

/** Masked and bare in turn, so that no answer can be left over from the photograph before. */
function alternate(a: readonly Photograph[], b: readonly Photograph[]): Photograph[] {
  const longer = Math.max(a.length, b.length);
  return Array.from({ length: longer }, (_, i) => [a[i], b[i]]).flatMap((pair) =>
    pair.filter((photograph) => photograph !== undefined),
  );
}

function rightShare(judged: readonly Judged[]): number {
  return judged.filter(({ right }) => right).length / judged.length;
}

function expectOwnOriginOnly({ requests }: LivePage): void {
  const { origin } = new URL(site);
  const foreign = requests.filter((url) => {
    const { protocol, origin: asked } = new URL(url);
    return protocol.startsWith('http') && asked !== origin;
  });
  expect(foreign).toEqual([]);
}

async function expectRightLabels(photographs: readonly Photograph[]): Promise<void> {
  const limitMs = 60_000 + photographs.length * SECONDS_A_SHOT * 1000 * 4;
  const scene = photographs.map((photograph) => ({ photograph, seconds: SECONDS_A_SHOT }));
  const { live, camera, answers, firstLabelMs } = await show(scene, { settleFrames: 3, limitMs });
  const judged = judgeAnswers(photographs, camera.boxes, answers);
  const engine = answers.find((answer) => answer !== null)?.engine;
  console.log(
    `Engine ${engine}; first visit to first labelled box ${(firstLabelMs / 1000).toFixed(1)} s; ${summary(judged)}`,
  );
  expectOwnOriginOnly(live);
  expect(live.errors).toEqual([]);
  expect(rightShare(judged), summary(judged)).toBeGreaterThanOrEqual(LEAST_RIGHT);
}

describe('a face before the camera', () => {
  it('is bare or masked: portraits with masks drawn on them', async () => {
    await expectRightLabels(alternate(maskedPhotographs(), barePhotographs()));
  });

  it('is bare or masked: photographs of real masks', async ({ skip }) => {
    skip(REAL_PHOTOGRAPHS_MISSING !== undefined, REAL_PHOTOGRAPHS_MISSING);
    const real = realPhotographs(10);
    const labelled = (label: string) => real.filter((photograph) => photograph.label === label);
    await expectRightLabels(alternate(labelled('with_mask'), labelled('without_mask')));
  });
});

describe('the engines', () => {
  it('wasm and webgl say the same', async () => {
    const few = alternate(maskedPhotographs().slice(2, 4), barePhotographs().slice(2, 4));
    // The room empties in between, so that each face is judged afresh and not by its predecessor.
    const scene: Shot[] = few.flatMap((photograph) => [
      { photograph: null, seconds: 5 },
      { photograph, seconds: 7 },
    ]);
    // Three frames a shot: more would take the software renderer minutes.
    const options = { settleFrames: 3, limitMs: 280_000 };
    const wasm = await show(scene, options, '?backend=wasm');
    await open.browser?.close();
    await open.camera?.remove();
    const webgl = await show(scene, options, '?backend=webgl');

    for (const [i, { photograph }] of scene.entries()) {
      if (!photograph) continue;
      const box = wasm.camera.boxes[i] ?? null;
      const [a, b] = [faceAt(box, wasm.answers[i] ?? null), faceAt(box, webgl.answers[i] ?? null)];
      expect(wasm.answers[i]?.engine).toContain('wasm');
      expect(webgl.answers[i]?.engine).toContain('webgl');
      if (!a || !b) throw new Error(`${photograph.name}: not found by both engines`);
      expect(b.label, photograph.name).toBe(a.label);
      expect(Math.abs(b.confidence - a.confidence), photograph.name).toBeLessThanOrEqual(0.02);
      expect(intersectionOverUnion(a.box, b.box), photograph.name).toBeGreaterThan(0.9);
    }
  });
});

describe('a camera that is denied', () => {
  it('is explained in words', async () => {
    open.browser = await launchChromium({ permission: 'deny' });
    const { page } = await startLive(open.browser, `${site}/`);
    const words = page.getByRole('alert').filter({ hasText: /camera/i });
    await words.waitFor({ timeout: 60_000 });
    expect((await words.textContent())?.length).toBeGreaterThan(20);
  });
});
