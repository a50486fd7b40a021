import type {
  ClassifierTraining,
  EvaluationFacts,
  FinderTraining,
  ModelCardFacts,
} from './facts.ts';

/** The names of all data sets in their order. */
export function dataNames({ data, add }: DataFolders): string {
  return [...data, ...add].join(', ');
}

interface DataFolders {
  readonly data: readonly string[];
  readonly add: readonly string[];
}

function dataFlags({ data, add }: DataFolders): string {
  return [...data.map((name) => `--data ${name}`), ...add.map((name) => `--add ${name}`)].join(' ');
}

/** The runs that led to a model, oldest first. */
export function runsOf<Training extends { readonly startedFrom?: Training | undefined }>(
  training: Training,
): Training[] {
  return [...(training.startedFrom ? runsOf(training.startedFrom) : []), training];
}

/** The options that distinguish runs, as flags. */
const FINDER_FLAGS = [
  'seed',
  'start',
  'epochs',
  'learningRate',
  'viewsPerPhotograph',
  'frozenStages',
  'averaging',
  'startShare',
  'fineLearningRate',
  'scoreThreshold',
  'zoomedScoreThreshold',
] as const satisfies (keyof FinderTraining)[];
const CLASSIFIER_FLAGS = [
  'seed',
  'start',
  'epochs',
  'learningRate',
  'backboneRate',
  'rareRepeats',
  'drawnMasks',
  'drawings',
  'settled',
  'keep',
] as const satisfies (keyof ClassifierTraining)[];

function flagsOf<Training>(run: Training, names: readonly (keyof Training & string)[]): string {
  const flag = (name: string) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
  const given = names.filter((name) => run[name] !== undefined);
  return given.map((name) => `${flag(name)} ${run[name]}`).join(' ');
}

/** The commands that reproduce the models and the figures. */
export function reproduce({ live, stills, finder, classifier }: ModelCardFacts): string[] {
  return [
    ...runsOf(finder.training).map(
      (run, i) =>
        `npm run train:finder -- ${dataFlags(run)} --name finder-${i + 1} ${flagsOf(run, FINDER_FLAGS)} --publish`,
    ),
    ...runsOf(classifier.training).map(
      (run, i) =>
        `npm run train -- ${dataFlags(run)} --name run-${i + 1} ${flagsOf(run, CLASSIFIER_FLAGS)}${run.blend ? ' --blend' : ''} --publish`,
    ),
    ...(classifier.faceEvidence
      ? [`npm run calibrate -- ${dataFlags(stills)} --seed ${stills.seed}`]
      : []),
    evaluation(live),
    evaluation(stills),
  ];
}

function evaluation(record: EvaluationFacts): string {
  const { only, seed, search, maxPhotographs, figures } = record;
  const most = maxPhotographs > 0 ? ` --max-photographs ${maxPhotographs}` : '';
  const [turned] = figures.tilt ?? [];
  const tilt = turned ? ` --tilt --portraits ${turned.portraits}` : '';
  return `npm run evaluate -- ${dataFlags(record)} --only ${only} --seed ${seed}${most}${tilt} --search ${search}`;
}
