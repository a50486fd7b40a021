import { MaskGateError, toMaskGateError } from '../../errors.ts';
import { recallChoice, storeChoice } from '../engine/engine-choice.ts';
import type { LiveDetector, LoadingOptions } from './live-detector.ts';
import { openWorkerDetector } from './worker-detector.ts';

/**
 * Opens a detector on the fastest engine of this device: in a worker, or on the page's own thread
 * if the browser cannot run it in a worker.
 * @param signal disposes it, also while it is loading
 * @throws MaskGateError `engine-unavailable`, `engine-not-as-asked` if a named engine does not
 * start; `model-missing`, `model-invalid`, `model-stalled`
 */
export async function openLiveDetector(
  options: LoadingOptions,
  signal: AbortSignal,
): Promise<LiveDetector> {
  const remembered = options.remembered ?? recallChoice();
  try {
    const detector = await openAnywhere({ ...options, remembered }, signal);
    if (detector.choice) storeChoice(detector.choice);
    return detector;
  } catch (thrown) {
    const error = toMaskGateError(thrown, 'engine-unavailable');
    if (options.preference === 'auto' || error.code !== 'engine-unavailable') throw error;
    throw new MaskGateError('engine-not-as-asked', error.message, { cause: error });
  }
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
