import { CROP_RULE } from '../../data/crops/crop-rule.ts';
import { seededRandom, shuffled } from '../../support/random.ts';
import type { TrainOptions } from '../options.ts';
import type { CropSample } from '../parts.ts';
import type { Sample } from '../samples.ts';
import { drawSamples } from './drawn-samples.ts';

/** Lowest bare face that a mask is drawn on, frame px: on lower ones the landmarks are guesses. */
const SMALLEST_DRAWN_PX = 60;
/** Real faces come first: of each face a drawing is shown in one of so many epochs. */
const EPOCHS_A_DRAWING = 2;

/** Bare faces of the training part once more, masks drawn on each; at most `drawnMasks` of them. */
export async function drawOnBareFaces(
  train: readonly CropSample[],
  {
    classes,
    drawnMasks,
    drawings,
    seed,
  }: Pick<TrainOptions, 'classes' | 'drawnMasks' | 'drawings' | 'seed'>,
): Promise<Sample[]> {
  const bare = train.filter(
    ({ crop }) => crop.label === 'without_mask' && crop.box.height >= SMALLEST_DRAWN_PX,
  );
  const chosen = shuffled(bare, seededRandom(seed, 78)).slice(0, drawnMasks);
  if (chosen.length === 0) return [];
  const patches = chosen.map(({ patch }) => patch);
  const drawn = await drawSamples(patches, CROP_RULE.fill, seed, drawings);
  return drawn.map(({ patch, label, way }) => ({
    truth: classes.indexOf(label),
    ...(way && { way }),
    patch,
    repeats: 1 / (EPOCHS_A_DRAWING * drawings),
  }));
}
