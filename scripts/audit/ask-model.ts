import { CROP_RULE } from '../data/crops/crop-rule.ts';
import { cropPhotograph, PATCH_BYTES } from '../data/crops/crops.ts';
import type { DataPhotograph } from '../data/photograph.ts';
import { progressBar } from '../support/progress.ts';
import { openPublishedFinder } from '../support/published-models.ts';
import { seededRandom, shuffled } from '../support/random.ts';
import {
  type CheckedFace,
  checkLabels,
  isCheckedLabel,
  type LabelCheck,
} from '../training/label-check.ts';

/**
 * Cuts some faces of each label of each data set, and asks the published model about them. An engine must
 * have been loaded.
 * @param most faces of each label of a set
 */
export async function askModel(
  photographs: readonly DataPhotograph[],
  models: string,
  most: number,
  seed: number,
): Promise<LabelCheck[]> {
  const finder = await openPublishedFinder(models).catch(() => null);
  if (!finder || most === 0) return [];
  const faces: CheckedFace[] = [];
  const count = (dataset: string, label: string) =>
    faces.filter((face) => face.dataset === dataset && face.label === label).length;
  const isWanted = (photograph: DataPhotograph) =>
    labelsOf(photograph).some((label) => count(photograph.dataset, label) < most);
  const progress = progressBar('Asking the model about labels', photographs.length);
  for (const photograph of shuffled(photographs, seededRandom(seed, 3))) {
    progress.step();
    if (!isWanted(photograph)) continue;
    // What cannot be read is in the report already.
    const cut = await cropPhotograph(finder, photograph, 1, CROP_RULE).catch(() => null);
    cut?.crops.forEach(({ label, machineLabelled }, i) => {
      if (!isCheckedLabel(label) || machineLabelled) return;
      const patch = cut.patches.subarray(i * PATCH_BYTES, (i + 1) * PATCH_BYTES);
      faces.push({ dataset: photograph.dataset, label, patch: () => patch });
    });
  }
  progress.end();
  return checkLabels(faces, models, most);
}

function labelsOf(photograph: DataPhotograph): string[] {
  const labels =
    photograph.kind === 'labelled'
      ? [photograph.label]
      : photograph.faces.map(({ label }) => label);
  return labels.filter(isCheckedLabel);
}
