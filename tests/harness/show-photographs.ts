import { type Judged, judgeAnswers } from '../support/judge-answers.ts';
import { launchChromium } from './chromium.ts';
import { type Shot, writeCameraFile } from './fake-camera.ts';
import { startLive, waitForLabel, watchShots } from './live-page.ts';
import type { Photograph } from './photographs.ts';

export interface ShowOptions {
  /** The page's address. */
  readonly url: string;
  /**
   * How long the camera shows a photograph, s: first, and then again where the page had no answer
   * by then, as on a busy machine.
   */
  readonly seconds: readonly number[];
}

export interface Showing {
  /** In the order of the photographs. */
  readonly judged: readonly Judged[];
  readonly engine: string;
  /** From the first visit to the first labelled box, ms. */
  readonly firstLabelMs: number;
  /** Every address that the page and its workers asked for. */
  readonly requests: readonly string[];
  /** Errors that the page did not catch. */
  readonly errors: readonly string[];
}

const FIRST_LABEL_LIMIT_MS = 180_000;
/** Frames that the page judges of a photograph before its answer counts. */
const SETTLE_FRAMES = 3;
/** So often the camera goes through its photographs at most. */
const ROUNDS = 2.3;

/** Shows photographs to the camera of a fresh visitor and collects what the page says of each. */
export async function showPhotographs(
  photographs: readonly Photograph[],
  options: ShowOptions,
): Promise<Showing> {
  let showing: Showing | undefined;
  for (const seconds of options.seconds) {
    const answered = new Map(
      showing?.judged.filter((one) => one.answered).map((one) => [one.photograph, one]),
    );
    const left = photographs.filter((photograph) => !answered.has(photograph));
    if (left.length === 0) break;
    const next = await showOnce(left, seconds, options);
    for (const one of next.judged) answered.set(one.photograph, one);
    showing = {
      judged: photographs.flatMap((photograph) => answered.get(photograph) ?? []),
      engine: next.engine,
      firstLabelMs: showing?.firstLabelMs ?? next.firstLabelMs,
      requests: [...(showing?.requests ?? []), ...next.requests],
      errors: [...(showing?.errors ?? []), ...next.errors],
    };
  }
  if (!showing) throw new Error('There is nothing to show.');
  return showing;
}

async function showOnce(
  photographs: readonly Photograph[],
  seconds: number,
  { url }: ShowOptions,
): Promise<Showing> {
  const scene = photographs.map((photograph): Shot => ({ photograph, seconds }));
  const sceneMs = 1000 * scene.reduce((sum, shot) => sum + shot.seconds, 0);
  const camera = await writeCameraFile(scene);
  const browser = await launchChromium({ camera: camera.path });
  try {
    const started = performance.now();
    const { page, requests, errors } = await startLive(browser, url);
    const labelled = await waitForLabel(page, FIRST_LABEL_LIMIT_MS);
    const firstLabelMs = performance.now() - started;
    const answers = await watchShots(page, scene.length, {
      settleFrames: SETTLE_FRAMES,
      limitMs: labelled ? ROUNDS * sceneMs : 0,
    });
    return {
      judged: judgeAnswers(photographs, camera.boxes, answers),
      engine: answers.find((answer) => answer !== null)?.engine ?? '',
      firstLabelMs,
      requests,
      errors,
    };
  } finally {
    await browser.close();
    await camera.remove();
  }
}
