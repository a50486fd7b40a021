import type { TestProject } from 'vitest/node';
import { findChromium } from '../harness/chromium.ts';
import { buildSite, serveSite } from '../harness/site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the site is served, without a slash at its end. */
    siteUrl: string;
  }
}

/**
 * Runs once for all browser tests: finds a Chromium, builds the site and serves it. If
 * MASKGATE_URL names a site that is already served, the tests use that site instead.
 */
export default async function setup(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  await findChromium();
  const served = process.env.MASKGATE_URL;
  if (served) {
    project.provide('siteUrl', served.replace(/\/$/, ''));
    return undefined;
  }
  await buildSite();
  const site = await serveSite();
  project.provide('siteUrl', site.url);
  return site.stop;
}
