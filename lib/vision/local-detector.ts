import { MaskGateError } from '../errors.ts';
import { openDetector } from './detector.ts';
import type { Frame } from './detector-types.ts';
import { onEngineLost, startEngine } from './engine.ts';
import type { LiveDetector, LoadingOptions } from './live-detector.ts';
import { modelReader } from './model-reader.ts';
import { createPixelReader } from './pixel-reader.ts';
import { warmUp } from './warm-up.ts';

/**
 * Engine, models and warm-up on the thread that calls: a worker, or the page itself where workers
 * fail.
 * @throws MaskGateError `engine-unavailable`, `model-missing`, `model-invalid`
 */
export async function openLocalDetector(options: LoadingOptions): Promise<LiveDetector> {
  const { preference, modelsUrl, onProgress } = options;
  onProgress({ stage: 'engine' });
  const engine = await startEngine(preference);
  const detector = await openDetector(
    modelReader(modelsUrl, (download) => onProgress({ stage: 'download', ...download })),
  );
  await warmUp(detector, engine.backend, (done, total) =>
    onProgress({ stage: 'compile', done, total }),
  );

  let lost = false;
  onEngineLost(() => {
    lost = true;
  });
  const readPixels = createPixelReader();
  const prepare = (frame: Frame): Frame =>
    engine.backend === 'wasm' && isBitmap(frame) ? readPixels(frame) : frame;

  return {
    engine,
    async detect(frame, detectOptions) {
      if (lost) throw new MaskGateError('engine-lost', 'The graphics context was taken away');
      try {
        const startedAt = performance.now();
        const prepared = prepare(frame);
        const preparedMs = performance.now() - startedAt;
        const detection = await detector.detect(prepared, detectOptions);
        const { times } = detection;
        return { ...detection, times: { ...times, grab: times.grab + preparedMs } };
      } catch (cause) {
        if (cause instanceof MaskGateError) throw cause;
        throw new MaskGateError('engine-lost', `The engine failed: ${String(cause)}`, { cause });
      }
    },
    dispose: () => detector.dispose(),
  };
}

function isBitmap(frame: Frame): frame is ImageBitmap {
  return typeof ImageBitmap !== 'undefined' && frame instanceof ImageBitmap;
}
