import { config } from 'zod';

/**
 * Zod, for everything that the site runs. Left to itself, it tries whether it may make code from text. The
 * site's policy forbids that, and browsers report each try as a breach.
 */
config({ jitless: true });

export * from 'zod';
