import { fileURLToPath } from 'node:url';

/** The project's folder, wherever a command was called. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
