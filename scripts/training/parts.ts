import type { ClassLabel } from '../../lib/vision/labels.ts';
import type { CropSet } from '../data/crops/crop-set.ts';
import type { Crop } from '../data/crops/crops.ts';
import type { DataPhotograph } from '../data/photograph.ts';
import type { Split } from '../data/split.ts';
import { seededRandom, shuffled } from '../support/random.ts';
import type { TrainOptions } from './options.ts';
import type { Sample } from './samples.ts';

/** A crop as a sample of its part. */
export interface CropSample extends Sample {
  readonly crop: Crop;
  readonly photograph: DataPhotograph;
}

export type Parts = Readonly<Record<Split, readonly CropSample[]>>;

/** Height of a face, frame px, below which a person can hardly tell either. */
const TINY_FACE_PX = 20;

/**
 * The crops of each part as samples.
 * @param splits the part of each photograph, null for one that belongs to none
 */
export function dealCrops(
  photographs: readonly DataPhotograph[],
  cut: CropSet,
  splits: readonly (Split | null)[],
  options: Pick<TrainOptions, 'classes' | 'maxCrops' | 'seed' | 'rareRepeats' | 'streetRepeats'>,
): Parts {
  const { classes, maxCrops, seed } = options;
  const samples = cut.crops.flatMap((crop, i): CropSample[] => {
    const photograph = photographs[crop.photograph] as DataPhotograph;
    const truth = classes.indexOf(crop.label);
    if (truth < 0) return [];
    return [
      {
        crop,
        photograph,
        truth,
        ...(crop.way && { way: crop.way }),
        repeats: repeatsOf(crop, photograph, options),
        // Read when it is used: the patches of a large set do not fit into memory.
        get patch() {
          return cut.patch(i);
        },
      },
    ];
  });
  const part = (split: Split) => {
    const inside = samples.filter(
      ({ crop }) =>
        splits[crop.photograph] === split && (split === 'train' || !crop.machineLabelled),
    );
    return maxCrops === 0 ? inside : shuffled(inside, seededRandom(seed, 77)).slice(0, maxCrops);
  };
  return { train: part('train'), validation: part('validation'), test: part('test') };
}

/** Faces that the network is not to tell, such as masks worn incorrectly where it has two classes. */
export function unaskedFaces(crops: readonly Crop[], classes: readonly ClassLabel[]): number {
  return crops.filter(({ label }) => label !== 'background' && !classes.includes(label)).length;
}

/** The rare class is shown more often, what is plentiful or hard to see less often. */
function repeatsOf(
  { label, box }: Crop,
  { kind }: DataPhotograph,
  { rareRepeats, streetRepeats }: Pick<TrainOptions, 'rareRepeats' | 'streetRepeats'>,
): number {
  if (label === 'incorrect_mask') return rareRepeats;
  if (label === 'background') return 1 / 3;
  if (box.height < TINY_FACE_PX) return 1 / 2;
  return label === 'without_mask' && kind === 'annotated' ? streetRepeats : 1;
}
