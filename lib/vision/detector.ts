import type { Detection, DetectOptions, Detector, Frame } from './detector-types.ts';
import { closeFrame, openFrame } from './frame/open-frame.ts';
import { frameSize } from './frame/regions.ts';
import type { ReadFile } from './model/model-files.ts';
import { disposeModels, loadModels, type Models } from './model/models.ts';
import { StageClock } from './stage-clock.ts';
import { cropFaces, findFaces, judgeFaces, type Networks, openNetworks } from './steps.ts';

/**
 * Loads both published models on the current TensorFlow.js backend.
 * @param read gives a file of the models folder, e.g. `face-finder/manifest.json`
 * @throws MaskGateError `model-missing`, `model-invalid`
 */
export async function openDetector(read: ReadFile): Promise<Detector> {
  return createDetector(await loadModels(read));
}

/** @param models are disposed of with the detector */
export function createDetector(models: Models): Detector {
  return new NetworkDetector(openNetworks(models));
}

class NetworkDetector implements Detector {
  constructor(private readonly networks: Networks) {}

  detect(frame: Frame, options?: DetectOptions): Promise<Detection> {
    return detect(this.networks, frame, options);
  }

  dispose(): void {
    disposeModels(this.networks.models);
  }
}

/**
 * Judges every face of one picture.
 * @throws MaskGateError `image-empty`
 */
export async function detect(
  networks: Networks,
  frame: Frame,
  options: DetectOptions = {},
): Promise<Detection> {
  const clock = new StageClock();
  const pixels = openFrame(frame);
  try {
    clock.end('grab');
    const found = await findFaces(networks, pixels, options);
    clock.end('find');
    const crops = cropFaces(networks, pixels, found, options.search);
    clock.end('crop');
    const judged = await judgeFaces(networks, found, crops);
    clock.end('judge');
    return {
      frame: frameSize(pixels),
      faces: judged.filter((face) => face !== null),
      times: clock.times(),
    };
  } finally {
    closeFrame(pixels);
  }
}
