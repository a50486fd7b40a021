'use client';

import { ABOUT } from '@/lib/i18n/about';
import type { ModelCardFacts } from '@/lib/model-card/facts';
import { type CardSection, modelCard } from '@/lib/model-card/model-card';
import { PageFrame } from '../shell/page-frame';
import { useLocale, useMessages } from '../shell/use-messages';
import { useOffline } from '../shell/use-offline';
import { FoldedTable } from './folded-table';
import { HeadlineFigures } from './headline-figures';

/** What it is for and where it is weak stand side by side; the rest follows. */
const FIRST_SECTIONS = 2;

/** The model card: its purpose, its limits and its measurements. */
export function AboutPage({ facts }: { readonly facts: ModelCardFacts }) {
  const { verdicts } = useMessages();
  useOffline();
  const about = ABOUT[useLocale()];
  const card = modelCard(facts, about, verdicts);
  return (
    <PageFrame title={card.title}>
      <article className="mx-auto flex w-full max-w-5xl flex-col gap-8 px-4 py-6 sm:px-6">
        <div>
          <h1 className="text-3xl font-semibold tracking-tight">{card.title}</h1>
          <p className="mt-2 text-lg text-muted">{card.lead}</p>
        </div>
        <HeadlineFigures live={facts.live} messages={about.headline} />
        <div className="grid gap-4 lg:grid-cols-2">
          {card.sections.slice(0, FIRST_SECTIONS).map((section) => (
            <Section key={section.heading} {...section} isCard />
          ))}
        </div>
        {card.sections.slice(FIRST_SECTIONS).map((section) => (
          <Section key={section.heading} {...section} />
        ))}
      </article>
    </PageFrame>
  );
}

function Section(props: CardSection & { readonly isCard?: boolean }) {
  const { heading, paragraphs, list, tables, commands, link, isCard } = props;
  return (
    <section
      className={`flex flex-col gap-3 ${isCard ? 'rounded-2xl border border-line bg-surface p-4 sm:p-6' : ''}`}
    >
      <h2 className="text-xl font-semibold">{heading}</h2>
      {paragraphs?.map((text) => (
        <p key={text} className="max-w-3xl leading-relaxed">
          {text}
        </p>
      ))}
      {list && (
        <ul className="flex max-w-3xl list-disc flex-col gap-1.5 pl-5 leading-relaxed">
          {list.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      {tables?.map((table) => (
        <FoldedTable key={table.caption} {...table} />
      ))}
      {commands && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre tabIndex={0} className="scroll-hint overflow-x-auto rounded-lg p-3 text-sm">
          {commands.join('\n')}
        </pre>
      )}
      {link && (
        <p>
          <a href={link.path} className="font-medium text-accent underline">
            {link.text}
          </a>
        </p>
      )}
    </section>
  );
}
