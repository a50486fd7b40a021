import { config } from 'zod';

/**
 * Schemas check without code written at run time: the content security policy forbids it, and browsers report even
 * the attempt. For its effect, in every file with schemas that the site reads.
 */
config({ jitless: true });
