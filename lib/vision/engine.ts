import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { MaskGateError } from '../errors.ts';
import { absoluteUrl } from './asset-url.ts';
import { hasGraphicsCard } from './graphics-card.ts';
import { createThreadedWasm } from './threaded-wasm.ts';

export const ENGINE_PREFERENCES = ['auto', 'webgl', 'wasm'] as const;
/** `auto` is WebGL on a real GPU, else WebAssembly. A named one is taken whatever it costs. */
export type EnginePreference = (typeof ENGINE_PREFERENCES)[number];
type Backend = Exclude<EnginePreference, 'auto'>;

/** What the networks run on. */
export interface EngineInfo {
  readonly backend: Backend;
  /** Threads of the WebAssembly engine; 1 with WebGL. */
  readonly threads: number;
}

/** More threads than this wait for one another on networks of this size. */
const MOST_THREADS = 4;

/**
 * Makes a TensorFlow.js backend the current one.
 * @throws MaskGateError `engine-unavailable` where none of those allowed works
 */
export async function startEngine(preference: EnginePreference): Promise<EngineInfo> {
  const candidates = preference === 'auto' ? sensibleBackends() : [preference];
  // Without this TensorFlow.js refuses a software renderer, even one asked for by name.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', preference === 'webgl');
  const causes: unknown[] = [];
  for (const backend of candidates) {
    try {
      return backend === 'webgl' ? await startWebgl() : await startWasm();
    } catch (cause) {
      causes.push(cause);
    }
  }
  const cause = new AggregateError(causes, causes.map(String).join('; '));
  throw new MaskGateError('engine-unavailable', `No engine works here: ${cause.message}`, {
    cause,
  });
}

/**
 * Calls back once if the accelerator is taken away (a driver restart, a laptop changing its GPU).
 * All weights are gone then: the engine and the detector must be started anew.
 */
export function onEngineLost(callback: () => void): void {
  if (tf.getBackend() !== 'webgl') return;
  const { canvas } = (tf.backend() as MathBackendWebGL).getGPGPUContext().gl;
  canvas.addEventListener('webglcontextlost', callback, { once: true });
}

/** The best first. */
function sensibleBackends(): Backend[] {
  return hasGraphicsCard() ? ['webgl', 'wasm'] : ['wasm'];
}

async function startWebgl(): Promise<EngineInfo> {
  await use('webgl');
  return { backend: 'webgl', threads: 1 };
}

async function startWasm(): Promise<EngineInfo> {
  const threads = (await threadsWork())
    ? Math.min(MOST_THREADS, Math.max(2, navigator.hardwareConcurrency - 1))
    : 1;
  const threaded = threads > 1 ? await createThreadedWasm(threads).catch(() => null) : null;
  if (threaded) {
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', () => threaded);
  } else {
    // TensorFlow.js would else start threads its own way, which does not survive a bundler.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths(singleThreadedBinaries());
  }
  await use('wasm');
  return { backend: 'wasm', threads: threaded ? threads : 1 };
}

async function use(backend: Backend): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js could not start ${backend}`);
}

/** Threads share memory, which browsers give to isolated pages only. */
async function threadsWork(): Promise<boolean> {
  if (!globalThis.crossOriginIsolated || navigator.hardwareConcurrency < 2) return false;
  const flags = ['WASM_HAS_SIMD_SUPPORT', 'WASM_HAS_MULTITHREAD_SUPPORT'];
  const supported = await Promise.all(flags.map((flag) => tf.env().getAsync(flag)));
  return supported.every(Boolean);
}

function singleThreadedBinaries(): Record<string, string> {
  const plain = absoluteUrl(
    new URL('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm', import.meta.url),
  );
  const simd = absoluteUrl(
    new URL('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm', import.meta.url),
  );
  return {
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    // Has to be named, and is never loaded: that engine is started by hand.
    'tfjs-backend-wasm-threaded-simd.wasm': simd,
  };
}
