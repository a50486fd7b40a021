import type { Box } from '../../lib/geometry.ts';
import { type Judged, judgeAnswers } from '../support/judge-answers.ts';
import { canvasCameraScript, showFrame } from './canvas-camera.ts';
import { launchChromium } from './chromium.ts';
import { CAMERA_FRAME, composeFrame } from './fake-camera.ts';
import { type LiveState, settledAnswer, startLive, waitForLabel } from './live-page.ts';
import type { Photograph } from './photographs.ts';

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
/** A settled face is judged twice a second; a label changes at the second or third judgement. */
const SETTLE = { frames: 5, ms: 2000, limitMs: 60_000 };

/**
 * Shows photographs to the camera of a fresh visitor, each until the page has settled on it, and
 * collects the page's answers. The camera is a canvas (`canvasCameraScript` says what that leaves
 * out), so a slow machine takes longer and misses none.
 */
export async function showPhotographs(
  photographs: readonly Photograph[],
  url: string,
): Promise<Showing> {
  const [first] = photographs;
  if (!first) throw new Error('There is nothing to show.');
  const browser = await launchChromium();
  try {
    const startedMs = performance.now();
    const script = await canvasCameraScript(first);
    const { page, requests, errors } = await startLive(browser, url, { script });
    if (!(await waitForLabel(page, FIRST_LABEL_LIMIT_MS))) throw new Error('No face got a label.');
    const firstLabelMs = performance.now() - startedMs;
    const boxes: (Box | null)[] = [];
    const answers: (LiveState | null)[] = [];
    for (const [shot, photograph] of photographs.entries()) {
      const { jpeg, box } = await composeFrame(photograph, shot);
      await showFrame(page, jpeg, CAMERA_FRAME);
      answers.push(await settledAnswer(page, shot, SETTLE));
      boxes.push(box);
    }
    return {
      judged: judgeAnswers(photographs, boxes, answers),
      engine: answers.find((answer) => answer !== null)?.engine ?? '',
      firstLabelMs,
      requests,
      errors,
    };
  } finally {
    await browser.close();
  }
}
