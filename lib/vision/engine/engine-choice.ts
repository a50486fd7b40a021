import { BACKENDS } from './backends.ts';
import type { EngineInfo } from './engine.ts';

/** The engine that was the fastest on this device, and what that was true of. */
export interface EngineChoice {
  /** Another browser, device or model may be another matter. */
  readonly key: string;
  readonly engine: EngineInfo;
}

/** What a choice depends on: the networks, the browser with its version, the device. */
export function choiceKey(modelsVersion: string): string {
  const { userAgent, hardwareConcurrency } = navigator;
  const memory = globalThis.crossOriginIsolated ? 'isolated' : 'plain';
  return [modelsVersion, `${hardwareConcurrency} cores`, memory, userAgent].join(', ');
}

const STORAGE_KEY = 'maskgate.engine';

/** The choice that was stored on this device, if there is one that makes sense. */
export function recallChoice(): EngineChoice | undefined {
  try {
    const choice = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null') as EngineChoice | null;
    const { backend, threads } = choice?.engine ?? {};
    const known = BACKENDS.some((one) => one === backend) && Number.isInteger(threads);
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
