import type { Box } from '../geometry.ts';
import type { Detection, DetectOptions, Detector, Frame, JudgedFace } from './detector-types.ts';
import { portraitRegions } from './find/portrait-regions.ts';
import { dropEnclosed } from './find/suppress.ts';
import { closeFrame, openFrame } from './frame/open-frame.ts';
import { type CuttableFrame, frameSize } from './frame/regions.ts';
import { lookAgain, needsAnotherLook } from './look-again.ts';
import type { ReadFile } from './model/model-files.ts';
import { disposeModels, loadModels, type Models } from './model/models.ts';
import { StageClock } from './stage-clock.ts';
import {
  cropFaces,
  findFaces,
  judgeFaces,
  MAX_FACES,
  type NetworkOptions,
  type Networks,
  openNetworks,
} from './steps.ts';

/**
 * Loads both published models on the current TensorFlow.js backend.
 * @param read returns a file in the models folder, e.g. `face-finder/manifest.json`
 * @throws MaskGateError `model-missing`, `model-invalid`
 */
export async function openDetector(read: ReadFile): Promise<Detector> {
  return createDetector(await loadModels(read));
}

/** @param models are disposed with the detector */
export function createDetector(models: Models, options?: NetworkOptions): Detector {
  return new NetworkDetector(openNetworks(models, options));
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
 * @param onFound told how many faces are judged next
 * @throws MaskGateError `image-empty`
 */
export async function detect(
  networks: Networks,
  frame: Frame,
  options: DetectOptions = {},
  onFound: (faces: number) => void = () => undefined,
): Promise<Detection> {
  const clock = new StageClock();
  const pixels = openFrame(frame);
  try {
    clock.end('grab');
    const size = frameSize(pixels);
    const steps = { clock, onFound };
    const first = await look(networks, pixels, options, steps);
    const worthAnother = options.search === 'zoomed' && needsAnotherLook(first, size);
    const faces = worthAnother
      ? await lookAgain(pixels, size, first, (turned) =>
          look(networks, turned, options, steps, portraitRegions(frameSize(turned))),
        )
      : first;
    return {
      frame: size,
      faces: faces.slice(0, options.maxFaces ?? MAX_FACES),
      times: clock.times(),
    };
  } finally {
    closeFrame(pixels);
  }
}

/** Finds and judges. @param regions of the frame; where absent, those of the search */
async function look(
  networks: Networks,
  frame: CuttableFrame,
  options: DetectOptions,
  { clock, onFound }: { clock: StageClock; onFound: (faces: number) => void },
  regions?: readonly Box[],
): Promise<JudgedFace[]> {
  const found = await findFaces(networks, frame, options, regions);
  onFound(found.length);
  clock.end('find');
  const crops = cropFaces(networks, frame, found, options.search);
  clock.end('crop');
  const judged = await judgeFaces(networks, found, crops);
  clock.end('judge');
  const faces = judged.filter((face) => face !== null);
  if (options.search !== 'zoomed') return faces;
  // In a close tile the finder may be surer of a part than of the face: both networks know better.
  return dropEnclosed(faces.sort((a, b) => b.isFace - a.isFace));
}
