'use client';

import { pageFailed } from '@/lib/i18n/page-failed';

/** In place of the whole document, where not even the frame of the pages works. See `error.tsx`. */
export default function SiteError() {
  return (
    <html lang="en">
      <body>
        <h1>{pageFailed.title}</h1>
        <p>{pageFailed.help}</p>
      </body>
    </html>
  );
}
