import { FINDER_SIZES, type FinderSize } from '../find/sizes.ts';
import { BACKENDS } from './backends.ts';
import type { EngineInfo } from './engine.ts';
import { graphicsRenderer } from './graphics-card.ts';

/** The engine that was the fastest on this device, and the finder's size on it. */
export interface EngineChoice {
  /** What the choice depends on, as `choiceKey` gives it. */
  readonly key: string;
  readonly engine: EngineInfo;
  readonly size: FinderSize;
}

/**
 * What a choice depends on: the networks, the browser, the device, and what draws its graphics. Each with its
 * version as far as the browser tells it: after an update of browser or driver an engine is tried anew.
 */
export async function choiceKey(modelsVersion: string): Promise<string> {
  const { userAgent, hardwareConcurrency } = navigator;
  const memory = globalThis.crossOriginIsolated ? 'isolated' : 'plain';
  return [
    modelsVersion,
    `${hardwareConcurrency} cores`,
    memory,
    graphicsRenderer() ?? 'no WebGL',
    userAgent,
    await fullVersion(),
  ].join(', ');
}

/** In Chromium; not among TypeScript's own declarations. Its user agent names the main version only. */
interface UserAgentData {
  getHighEntropyValues(hints: string[]): Promise<{ readonly uaFullVersion?: string }>;
}

async function fullVersion(): Promise<string> {
  const { userAgentData } = navigator as { userAgentData?: UserAgentData };
  const values = await userAgentData?.getHighEntropyValues(['uaFullVersion']).catch(() => null);
  return values?.uaFullVersion ?? '';
}

const STORAGE_KEY = 'maskgate.engine';

/** The choice stored on this device; undefined where there is none, or a broken one. */
export function recallChoice(): EngineChoice | undefined {
  try {
    const choice = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null') as EngineChoice | null;
    const { backend, threads } = choice?.engine ?? {};
    const known =
      BACKENDS.some((one) => one === backend) &&
      FINDER_SIZES.some((one) => one === choice?.size) &&
      Number.isInteger(threads);
    return choice && known && typeof choice.key === 'string' ? choice : undefined;
  } catch {
    return undefined;
  }
}

export function storeChoice(choice: EngineChoice): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(choice));
  } catch {
    // A private window: the next visit measures again.
  }
}
