/**
 * The engines of TensorFlow.js in a browser. This file is separate from `engine.ts`, which would
 * load TensorFlow.js into the page.
 */
export const BACKENDS = ['webgpu', 'webgl', 'wasm'] as const;
export type Backend = (typeof BACKENDS)[number];
/**
 * `auto` is the fastest engine on this device. A named engine is used even if another is faster.
 */
export type EnginePreference = 'auto' | Backend;
