/**
 * Stands for Node's `Buffer` in pages (`next.config.mjs`). TensorFlow.js asks whether there is one, and the
 * bundler would answer with 22 kB of script that no page runs.
 */
export const Buffer = undefined;
