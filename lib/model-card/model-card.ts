import type { AboutMessages } from '../i18n/about/messages.ts';
import type { Messages } from '../i18n/messages.ts';
import { ORDER_PATH } from '../site-paths.ts';
import { FACE_LABELS } from '../vision/labels.ts';
import {
  type ClassifierTraining,
  type EvaluationFacts,
  type FinderTraining,
  formatShareFact,
  type ModelCardFacts,
} from './facts.ts';
import { SHOWN_FACTORS } from './order-facts.ts';

/** The model card as plain text and tables; a page and a Markdown file show the same one. */
export interface ModelCard {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly CardSection[];
}

export interface CardSection {
  readonly heading: string;
  readonly paragraphs?: readonly string[];
  readonly list?: readonly string[];
  readonly tables?: readonly CardTable[];
  /** Lines for a terminal. */
  readonly commands?: readonly string[];
  /** A page of the site. */
  readonly link?: { readonly text: string; readonly path: string };
}

export interface CardTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function modelCard(
  facts: ModelCardFacts,
  about: AboutMessages,
  verdicts: Messages['verdicts'],
): ModelCard {
  return {
    title: about.title,
    lead: about.lead,
    sections: [
      { heading: about.use.heading, list: about.use.list },
      { heading: about.weak.heading, paragraphs: [about.weak.lead], list: about.weak.list },
      { heading: about.how.heading, paragraphs: about.how.paragraphs },
      {
        heading: about.figures.heading,
        paragraphs: [
          about.figures.method(facts.live.figures.pictures, facts.live.data.join(', ')),
          about.figures.reading,
        ],
        tables: [
          faceTable(about.figures.live, facts.live, about, verdicts),
          faceTable(about.figures.stills, facts.stills, about, verdicts),
          sizeTable(facts.stills, about, verdicts),
          classifierTable(facts, about),
        ],
      },
      orderSection(facts, about),
      {
        heading: about.training.heading,
        paragraphs: about.training.paragraphs(
          facts.classifier.training.data.join(', '),
          runsOf(facts.classifier.training).reduce((sum, { epochs }) => sum + epochs, 0),
        ),
        commands: reproduce(facts),
      },
    ],
  };
}

/** The trials behind docs/order.md: every setting beside the noise between seeds. */
function orderSection({ order }: ModelCardFacts, { order: words }: AboutMessages): CardSection {
  const rows = SHOWN_FACTORS.flatMap((name) => {
    const factor = order.factors.find((each) => each.name === name);
    const { title, variants } = words.factors[name];
    return (factor?.variants ?? []).map((variant, i) => [
      `${title}: ${variants[i]}`,
      formatSpread(variant.test.mean, variant.test.deviation),
      variant.gain ? formatSpread(variant.gain.mean, variant.gain.error, '+') : words.reference,
      `${variant.testCrops}, ${variant.trials}`,
    ]);
  });
  return {
    heading: words.heading,
    paragraphs: [words.method(order.data.join(', ')), words.reading],
    tables: [{ caption: words.caption, head: words.columns, rows }],
    link: { text: words.link, path: ORDER_PATH },
  };
}

/** `92.31 ± 0.40`: points of a percent. */
function formatSpread(mean: number, spread: number, plus = ''): string {
  const sign = mean < 0 ? '' : plus;
  return `${sign}${(100 * mean).toFixed(2)} ± ${(100 * spread).toFixed(2)}`;
}

function faceTable(
  caption: string,
  { figures }: EvaluationFacts,
  { figures: words }: AboutMessages,
  verdicts: Messages['verdicts'],
): CardTable {
  const rows = (['large', 'all'] as const).flatMap((size) => [
    ...FACE_LABELS.map((label) => {
      const face = figures[size].byClass[label];
      return [
        `${verdicts[label]}, ${words.sizes[size]}`,
        formatShareFact(face.found),
        formatShareFact(face.foundAndRight),
        label === 'with_mask' ? '–' : formatShareFact(face.calledMasked),
      ];
    }),
    [
      words.others(words.sizes[size]),
      words.unsure(formatShareFact(figures[size].unsure)),
      words.unmatched(figures[size].unmatchedPerPicture.toFixed(2)),
      '',
    ],
  ]);
  return { caption, head: words.columns, rows };
}

function sizeTable(
  { figures }: EvaluationFacts,
  { figures: words }: AboutMessages,
  verdicts: Messages['verdicts'],
): CardTable {
  const percent = (value: number) => `${Math.round(100 * value)}%`;
  return {
    caption: words.bySize,
    head: [words.height, ...FACE_LABELS.map((label) => verdicts[label])],
    rows: figures.bySize.map(({ from, to, foundAndRight }) => [
      to === null ? `≥ ${percent(from)}` : `${percent(from)} – ${percent(to)}`,
      ...FACE_LABELS.map((label) => formatShareFact(foundAndRight[label])),
    ]),
  };
}

function classifierTable(
  { classifier }: ModelCardFacts,
  { figures: words }: AboutMessages,
): CardTable {
  const rows = Object.entries(classifier.metrics.test.byDataset).map(([name, figures]) => [
    name,
    formatShareFact(figures.twoClass),
    formatShareFact(figures.threeClass),
    formatShareFact(figures.incorrectRecall),
  ]);
  return { caption: words.classifier, head: words.classifierColumns, rows };
}

/** The runs that led to a model, the first one first. */
function runsOf<Training extends { readonly startedFrom?: Training | undefined }>(
  training: Training,
): Training[] {
  return [...(training.startedFrom ? runsOf(training.startedFrom) : []), training];
}

/** What tells one run from another, as flags. */
const FINDER_FLAGS = [
  'seed',
  'start',
  'epochs',
  'learningRate',
  'viewsPerPhotograph',
  'frozenStages',
  'averaging',
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
  'settled',
] as const satisfies (keyof ClassifierTraining)[];

function flagsOf<Training>(run: Training, names: readonly (keyof Training & string)[]): string {
  const flag = (name: string) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
  return names.map((name) => `${flag(name)} ${run[name]}`).join(' ');
}

/** The commands that give the models and the figures again. */
function reproduce({ live, finder, classifier }: ModelCardFacts): string[] {
  const data = classifier.training.data.map((name) => `--data ${name}`).join(' ');
  const part = `${data} --only ${live.only} --seed ${live.seed}`;
  return [
    ...runsOf(finder.training).map(
      (run, i) =>
        `npm run train:finder -- ${data} --name finder-${i + 1} ${flagsOf(run, FINDER_FLAGS)} --publish`,
    ),
    ...runsOf(classifier.training).map(
      (run, i) =>
        `npm run train -- ${data} --name run-${i + 1} ${flagsOf(run, CLASSIFIER_FLAGS)}${run.blend ? ' --blend' : ''} --publish`,
    ),
    `npm run evaluate -- ${part} --search whole`,
    `npm run evaluate -- ${part} --search zoomed`,
  ];
}
