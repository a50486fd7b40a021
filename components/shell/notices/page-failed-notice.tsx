'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { PRIMARY_BUTTON } from '../button-styles';
import { PageFrame } from '../page-frame';
import { useMessages } from '../use-messages';

/** A display that nobody touches helps itself. */
const KIOSK_RELOAD_MS = 30_000;

/**
 * What a page shows in place of itself when it fails as a whole. Next.js's own one sets markup as text, which the
 * site's policy forbids: nothing would be seen.
 */
export function PageFailedNotice({ error }: { readonly error: Error }) {
  const { pageFailed, failure } = useMessages();
  const isKiosk = usePathname().endsWith('/kiosk');
  useEffect(() => {
    if (!isKiosk) return;
    const timer = setTimeout(() => location.reload(), KIOSK_RELOAD_MS);
    return () => clearTimeout(timer);
  }, [isKiosk]);
  return (
    <PageFrame title={pageFailed.title}>
      <div
        role="alert"
        data-error="page-failed"
        className="m-auto flex max-w-prose flex-col items-center gap-6 p-6 text-center"
      >
        <h1 className="text-2xl font-semibold">{pageFailed.title}</h1>
        <p>{pageFailed.help}</p>
        <button type="button" className={PRIMARY_BUTTON} onClick={() => location.reload()}>
          {pageFailed.reload}
        </button>
        <details>
          <summary>{failure.technical}</summary>
          <code className="break-all text-sm">{error.message}</code>
        </details>
      </div>
    </PageFrame>
  );
}
