'use client';

import dynamic from 'next/dynamic';

/** Fetched only where it is shown: every page carries this component for an address that does not exist. */
export const NotFound = dynamic(async () => (await import('./not-found-notice')).NotFoundNotice);
