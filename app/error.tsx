'use client';

import dynamic from 'next/dynamic';

/** Fetched only where it is shown, as the notice of a page that is not there. */
export default dynamic<{ readonly error: Error }>(
  async () => (await import('@/components/shell/notices/page-failed-notice')).PageFailedNotice,
);
