'use client';

import { ABOUT } from '@/lib/i18n/about';
import type { ModelCardFacts } from '@/lib/model-card/facts';
import { type CardSection, type CardTable, modelCard } from '@/lib/model-card/model-card';
import { PageFrame } from '../shell/page-frame';
import { useLocale, useMessages } from '../shell/use-messages';
import { useOffline } from '../shell/use-offline';

/** The model card: what was measured, and where it fails. */
export function AboutPage({ facts }: { readonly facts: ModelCardFacts }) {
  const { verdicts } = useMessages();
  useOffline(true);
  const card = modelCard(facts, ABOUT[useLocale()], verdicts);
  return (
    <PageFrame title={card.title}>
      <article className="mx-auto flex w-full max-w-5xl flex-col gap-8 px-4 py-6 sm:px-6">
        <div>
          <h1 className="text-3xl font-semibold tracking-tight">{card.title}</h1>
          <p className="mt-2 text-lg text-muted">{card.lead}</p>
        </div>
        {card.sections.map((section) => (
          <Section key={section.heading} {...section} />
        ))}
      </article>
    </PageFrame>
  );
}

function Section({ heading, paragraphs, list, tables, commands, link }: CardSection) {
  return (
    <section className="flex flex-col gap-3">
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
        <Table key={table.caption} {...table} />
      ))}
      {commands && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre tabIndex={0} className="overflow-x-auto rounded-lg bg-surface p-3 text-sm">
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

function Table({ caption, head, rows }: CardTable) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} className="overflow-x-auto" aria-label={caption}>
      <table className="w-full border-collapse text-sm tabular-nums">
        <caption className="pb-2 text-left font-medium">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {head.map((cell) => (
              <th key={cell} scope="col" className="py-1.5 pr-4 font-medium">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className="py-1.5 pr-4 text-left font-medium">
                {name}
              </th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]} className="py-1.5 pr-4 whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
