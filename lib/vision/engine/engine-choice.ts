import { FINDER_SIZES, type FinderSize } from '../find/sizes.ts';
import { BACKENDS } from './backends.ts';
import type { EngineInfo } from './engine.ts';
import { graphicsRenderer } from './graphics-card.ts';

/** The fastest engine on this device, and the finder's size on it. */
export interface EngineChoice {
  /** The conditions of the choice, from `choiceKey`. */
  readonly key: string;
  readonly engine: EngineInfo;
  readonly size: FinderSize;
}

/**
 * The conditions of a choice: networks, browser, device and graphics driver, with their versions
 * where the browser tells them. After an update of browser or driver, the engines are measured
 * again.
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

/**
 * Supported by Chromium; TypeScript has no declaration. The user agent contains only the main
 * version.
 */
interface UserAgentData {
  getHighEntropyValues(hints: string[]): Promise<{ readonly uaFullVersion?: string }>;
}

async function fullVersion(): Promise<string> {
  const { userAgentData } = navigator as { userAgentData?: UserAgentData };
  const values = await userAgentData?.getHighEntropyValues(['uaFullVersion']).catch(() => null);
  return values?.uaFullVersion ?? '';
}

const STORAGE_KEY = 'maskgate.engine';

/** The stored choice of this device; undefined without one, or for a damaged one. */
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
