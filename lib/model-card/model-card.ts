import type { AboutMessages } from '../i18n/about/messages.ts';
import type { Messages } from '../i18n/messages.ts';
import { ORDER_PATH } from '../site-paths.ts';
import type { ModelCardFacts } from './facts.ts';
import {
  type CardTable,
  calibrationText,
  classifierTable,
  faceTable,
  kindTables,
  sizeTable,
  tiltTables,
} from './figure-tables.ts';
import { dataNames, reproduce, runsOf } from './runs.ts';
import { SHOWN_FACTORS } from './shown-factors.ts';

/** The model card as text and tables, for the page and for the Markdown file. */
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
          about.figures.method(facts.live.figures.pictures, dataNames(facts.live)),
          about.figures.reading,
          ...calibrationText(facts, about),
        ],
        tables: [
          faceTable(about.figures.live, facts.live, about, verdicts),
          faceTable(about.figures.stills, facts.stills, about, verdicts),
          sizeTable(facts.stills, about, verdicts),
          ...kindTables(facts.stills, about, verdicts),
          ...tiltTables(facts.stills, about, verdicts),
          classifierTable(facts, about),
        ],
      },
      orderSection(facts, about),
      {
        heading: about.training.heading,
        paragraphs: about.training.paragraphs(
          dataNames(facts.classifier.training),
          runsOf(facts.classifier.training).reduce((sum, { epochs }) => sum + epochs, 0),
        ),
        commands: reproduce(facts),
      },
    ],
  };
}

/** The trials behind docs/order.md: each setting, compared with the noise between seeds. */
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
