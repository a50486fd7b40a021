import { MaskGateError } from '../../errors.ts';
import { recallChoice, storeChoice } from '../engine/engine-choice.ts';
import type { LiveDetector, LoadingOptions } from './live-detector.ts';
import { openWorkerDetector } from './worker-detector.ts';

/**
 * A detector that is ready, on the engine that is fastest here: in a worker, or on the page's own thread where the browser cannot run it in a worker.
 * @param signal disposes of it, also while it is still loading
 * @throws MaskGateError `engine-unavailable`, `model-missing`, `model-invalid`
 */
export async function openLiveDetector(
  options: LoadingOptions,
  signal: AbortSignal,
): Promise<LiveDetector> {
  const remembered = options.remembered ?? recallChoice();
  const detector = await openAnywhere({ ...options, remembered }, signal);
  if (detector.choice) storeChoice(detector.choice);
  return detector;
}

async function openAnywhere(options: LoadingOptions, signal: AbortSignal): Promise<LiveDetector> {
  try {
    return await openWorkerDetector(options, signal);
  } catch (error) {
    const workerIsToBlame =
      !(error instanceof MaskGateError) || error.code === 'engine-unavailable';
    if (!workerIsToBlame || signal.aborted) throw error;
  }
  const { openLocalDetector } = await import('./local-detector.ts');
  const detector = await openLocalDetector(options);
  if (signal.aborted) detector.dispose();
  else signal.addEventListener('abort', () => detector.dispose(), { once: true });
  return detector;
}
