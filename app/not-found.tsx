'use client';

import dynamic from 'next/dynamic';

/** Fetched only where it is shown: every page carries this component for an address that does not exist. */
export default dynamic(
  async () => (await import('@/components/shell/notices/not-found-notice')).NotFoundNotice,
);
