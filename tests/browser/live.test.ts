import { describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { startLive } from '../harness/live-page.ts';
import { barePhotographs, maskedPhotographs, type Photograph } from '../harness/photographs.ts';
import { REAL_PHOTOGRAPHS_MISSING, realPhotographs } from '../harness/real-photographs.ts';
import { type Showing, showPhotographs } from '../harness/show-photographs.ts';
import { summary } from '../support/judge-answers.ts';

/** Least share of right labels on photographs with one large face. */
const LEAST_RIGHT = 0.9;

const site = inject('siteUrl');

/** Alternates masked and bare, so that an answer left over from the previous one is wrong. */
function alternate(a: readonly Photograph[], b: readonly Photograph[]): Photograph[] {
  const longer = Math.max(a.length, b.length);
  return Array.from({ length: longer }, (_, i) => [a[i], b[i]]).flatMap((pair) =>
    pair.filter((photograph) => photograph !== undefined),
  );
}

function expectNoForeignRequest({ requests }: Showing): void {
  const { origin } = new URL(site);
  const foreign = requests.filter((url) => {
    const { protocol, origin: asked } = new URL(url);
    return protocol.startsWith('http') && asked !== origin;
  });
  expect(foreign).toEqual([]);
}

async function expectRightLabels(photographs: readonly Photograph[]): Promise<void> {
  const showing = await showPhotographs(photographs, `${site}/`);
  const { judged, engine, firstLabelMs } = showing;
  const wait = `${(firstLabelMs / 1000).toFixed(1)} s from the first visit to the first label`;
  console.log(`${engine}: ${wait}; ${summary(judged)}`);
  expectNoForeignRequest(showing);
  expect(showing.errors).toEqual([]);
  const right = judged.filter((one) => one.right).length;
  expect(right / photographs.length, summary(judged)).toBeGreaterThanOrEqual(LEAST_RIGHT);
}

describe('a face in front of the camera', () => {
  it('gets the right label: portraits with drawn masks', async () => {
    await expectRightLabels(alternate(maskedPhotographs(), barePhotographs()));
  });

  it('gets the right label: photographs of real masks', async ({ skip }) => {
    skip(REAL_PHOTOGRAPHS_MISSING !== undefined, REAL_PHOTOGRAPHS_MISSING);
    const real = realPhotographs(15);
    const labelled = (label: string) => real.filter((photograph) => photograph.label === label);
    await expectRightLabels(alternate(labelled('with_mask'), labelled('without_mask')));
  });
});

describe('a camera that is denied', () => {
  it('is explained in words', async () => {
    const browser = await launchChromium({ permission: 'deny' });
    try {
      const { page } = await startLive(browser, `${site}/`);
      const words = page.getByRole('alert').filter({ hasText: /camera/i });
      await words.waitFor({ timeout: 60_000 });
      expect((await words.textContent())?.length).toBeGreaterThan(20);
    } finally {
      await browser.close();
    }
  });
});
