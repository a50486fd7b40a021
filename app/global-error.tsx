'use client';

import { DEFAULT_LOCALE, MESSAGES } from '@/lib/i18n/locale';

/** In place of the whole document, where not even the frame of the pages works. See `error.tsx`. */
export default function SiteError() {
  const { pageFailed } = MESSAGES[DEFAULT_LOCALE];
  return (
    <html lang={DEFAULT_LOCALE}>
      <body>
        <h1>{pageFailed.title}</h1>
        <p>{pageFailed.help}</p>
      </body>
    </html>
  );
}
