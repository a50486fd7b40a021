'use client';

import type { ReactNode } from 'react';
import { sitePath } from '@/lib/site-paths';
import { LanguageSwitch } from './language-switch';
import { PageTitle } from './page-title';
import { SiteNav } from './site-nav';
import { useDocumentLanguage, useMessages } from './use-messages';

/** The frame of a page: name, links, language, footer. */
export function PageFrame(props: {
  /** Title of a page; absent for the first page. */
  readonly title?: string;
  readonly children: ReactNode;
}) {
  useDocumentLanguage();
  const messages = useMessages();
  return (
    <div className="flex min-h-dvh flex-col pr-[env(safe-area-inset-right)] pl-[env(safe-area-inset-left)]">
      <PageTitle title={props.title} />
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:m-2 focus:rounded-lg focus:bg-surface focus:p-3"
      >
        {messages.skipToContent}
      </a>
      <header className="print:hidden flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 short:py-1 sm:px-6">
        {/* biome-ignore lint/performance/noImgElement: a vector of our own needs no optimising */}
        <img src={sitePath('/icon.svg')} alt="" width={32} height={32} />
        <p className="flex flex-col gap-1 leading-none sm:flex-row sm:items-baseline sm:gap-2.5">
          <span className="text-lg font-semibold tracking-tight">{messages.product.name}</span>
          <span className="text-xs text-muted sm:text-sm">{messages.product.tagline}</span>
        </p>
        <SiteNav />
        <LanguageSwitch />
      </header>
      <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        {props.children}
      </main>
      <footer className="print:hidden px-4 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] text-center text-xs text-muted short:hidden sm:px-6">
        {messages.footer}
      </footer>
    </div>
  );
}
