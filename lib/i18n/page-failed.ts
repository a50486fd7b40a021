import type { Messages } from './messages.ts';

/**
 * In English, for a page that fails before it has its messages. Every page carries them: they stand
 * alone, so that the other messages do not come along.
 */
export const pageFailed: Messages['pageFailed'] = {
  title: 'This page has failed',
  help: 'A fault of the site, not of yours. Load the page again; if it stays, tell whoever runs this site.',
  reload: 'Load again',
};
