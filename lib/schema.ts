import { config, locales } from 'zod/mini';

/**
 * Zod for pages, in its small build, since visitors download it. Left to itself, it
 * tries whether it may make code from text. The site's policy forbids that, and browsers report each try as a
 * breach.
 */
config({ ...locales.en(), jitless: true });

export * from 'zod/mini';
