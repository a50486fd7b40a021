import { CLASS_LABELS, classOf } from '../../lib/vision/labels.ts';
import { loadModel } from '../../lib/vision/model/model-files.ts';
import { disposeWeights } from '../../lib/vision/model/weights.ts';
import { modelsFolder } from '../support/published-models.ts';
import { seededRandom, shuffled } from '../support/random.ts';
import { backboneOf } from './backbones/index.ts';
import { outputsOf, withOutputs } from './outputs.ts';
import { softmax } from './report/metrics.ts';
import { judgeSamples } from './samples.ts';

/** The labels that are most often exchanged. */
const CHECKED = ['with_mask', 'without_mask'] as const;
type CheckedLabel = (typeof CHECKED)[number];

/** What the published model says of the faces that a data set gives one label. */
export interface LabelCheck {
  readonly dataset: string;
  readonly label: CheckedLabel;
  /** Faces that the model was asked about. */
  readonly judged: number;
  /** Those of which it is sure that the other label is right. */
  readonly contradicted: number;
}

/** A face of a data set with the label that the data give it. */
export interface CheckedFace {
  readonly dataset: string;
  readonly label: CheckedLabel;
  /** [270, 270, 3]; read when it is judged, for those of a large set do not fit into memory. */
  readonly patch: () => Uint8Array;
}

export function isCheckedLabel(label: string): label is CheckedLabel {
  return CHECKED.some((one) => one === label);
}

/** Share of the other label, of both, from which the model contradicts. */
const SURE = 0.7;

/**
 * Asks the published model about some faces of each label of each data set, for names of labels are
 * easily exchanged.
 * @param most faces of each label of a set
 * @returns nothing where there is no published model that tells the two labels apart
 */
export async function checkLabels(
  faces: readonly CheckedFace[],
  models: string,
  most: number,
): Promise<LabelCheck[]> {
  const read = modelsFolder(models);
  const model = await loadModel(read, 'mask-classifier').catch(() => null);
  if (!model) return [];
  const { network: name, labels, temperature } = model.manifest;
  const classes = CLASS_LABELS.filter((label) =>
    labels.some((output) => classOf(output) === label),
  );
  const columns = CHECKED.map((label) => classes.indexOf(label));
  if (columns.includes(-1)) {
    disposeWeights(model.weights);
    return [];
  }
  const weights = withOutputs(model.weights, labels, outputsOf(classes));
  const checks: LabelCheck[] = [];
  for (const [dataset, label] of groupsOf(faces)) {
    const own = faces.filter((face) => face.dataset === dataset && face.label === label);
    const chosen = shuffled(own, seededRandom(own.length)).slice(0, most);
    const samples = chosen.map((face) => ({
      truth: classes.indexOf(label),
      repeats: 1,
      get patch() {
        return face.patch();
      },
    }));
    const judged = await judgeSamples({ backbone: backboneOf(name), classes }, weights, samples);
    const contradicted = judged.filter(({ logits }) => {
      const shares = softmax(
        columns.map((at) => logits[at] ?? -Infinity),
        temperature,
      );
      return (shares[CHECKED.findIndex((one) => one !== label)] ?? 0) >= SURE;
    }).length;
    checks.push({ dataset, label, judged: judged.length, contradicted });
  }
  disposeWeights(weights);
  return checks;
}

function groupsOf(faces: readonly CheckedFace[]): [string, CheckedLabel][] {
  const datasets = [...new Set(faces.map(({ dataset }) => dataset))];
  return datasets.flatMap((dataset) =>
    CHECKED.filter((label) =>
      faces.some((face) => face.dataset === dataset && face.label === label),
    ).map((label): [string, CheckedLabel] => [dataset, label]),
  );
}

/** Fewer faces tell nothing of a whole set. */
const LEAST_JUDGED = 3;

/** A line for each set most of whose labels the model contradicts. */
export function reversedLabelLines(checks: readonly LabelCheck[]): string[] {
  const datasets = [...new Set(checks.map(({ dataset }) => dataset))];
  return datasets.flatMap((dataset) => {
    const wrong = checks.filter(
      (check) =>
        check.dataset === dataset &&
        check.judged >= LEAST_JUDGED &&
        check.contradicted > check.judged / 2,
    );
    if (wrong.length === 0) return [];
    const found = wrong.map(({ label, judged, contradicted }) => {
      const other = CHECKED.find((one) => one !== label);
      return `${other} in ${contradicted} of ${judged} faces labelled ${label}`;
    });
    return [
      `WARNING: labels of ${dataset} may be reversed: the published model sees ${found.join(', and ')}. ` +
        'Look at them. --label "NAME=with_mask" says what a name in the data means',
    ];
  });
}
