/**
 * What TensorFlow.js may run on in a browser. Apart from `engine.ts`, which would bring TensorFlow.js
 * into the page.
 */
export const BACKENDS = ['webgpu', 'webgl', 'wasm'] as const;
export type Backend = (typeof BACKENDS)[number];
/** `auto` is the fastest on this device. A named one is taken whatever it costs. */
export type EnginePreference = 'auto' | Backend;
