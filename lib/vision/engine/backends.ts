/**
 * Engines that TensorFlow.js runs on in a browser. In a file of its own, because `engine.ts` would bring
 * TensorFlow.js into the page.
 */
export const BACKENDS = ['webgpu', 'webgl', 'wasm'] as const;
export type Backend = (typeof BACKENDS)[number];
/** `auto` is the fastest on this device. A named one is taken even where another is faster. */
export type EnginePreference = 'auto' | Backend;
