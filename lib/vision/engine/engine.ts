import * as tf from '@tensorflow/tfjs';
import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { MaskGateError } from '../../errors.ts';
import { absoluteUrl } from './asset-url.ts';
import type { Backend } from './backends.ts';
import { createThreadedWasm } from './threaded-wasm.ts';

/** What the networks run on. */
export interface EngineInfo {
  readonly backend: Backend;
  /** Threads of the WebAssembly engine; 1 on a graphics card. */
  readonly threads: number;
}

/** Beyond it, free textures are given back. The live page stays far below. */
const MOST_TEXTURE_BYTES = 512e6;

/** More threads than this wait for one another on networks of this size. */
const MOST_THREADS = 4;
/** WebAssembly as TensorFlow.js starts it, without threads. */
const plainWasm = tf.findBackendFactory('wasm');
/** While the WebAssembly engine with threads runs. */
let threadedWasm: BackendWasm | null = null;

/**
 * Starts a TensorFlow.js backend and makes it the current one.
 * @param threads of the WebAssembly engine; as many as the device has use for where absent
 * @throws MaskGateError `engine-unavailable` where it does not work here
 */
export async function startEngine(backend: Backend, threads?: number): Promise<EngineInfo> {
  try {
    if (backend === 'wasm') return await startWasm(threads);
    return backend === 'webgl' ? await startWebgl() : await startWebgpu();
  } catch (cause) {
    throw new MaskGateError('engine-unavailable', `${backend} does not start: ${String(cause)}`, {
      cause,
    });
  }
}

/** Makes an engine that was started before the current one again. */
export async function resumeEngine({ backend }: EngineInfo): Promise<void> {
  await use(backend);
}

/** Ends an engine. It can be started anew. */
export function stopEngine({ backend }: EngineInfo): void {
  const factory = backend === 'wasm' ? plainWasm : tf.findBackendFactory(backend);
  tf.removeBackend(backend);
  if (factory) tf.registerBackend(backend, factory);
  if (backend === 'wasm') threadedWasm = null;
}

/**
 * Lets the WebAssembly engine use fewer of its threads, or all again. Each call starts other ones, of
 * which it has 8: not to be called more than twice.
 */
export function limitThreads(threads: number): void {
  threadedWasm?.wasm.tfjs.initWithThreadsCount(threads);
}

/**
 * Calls back once if the accelerator is taken away (a driver restart, a laptop changing its GPU).
 * All weights are gone then: the engine and the detector must be started anew.
 */
export function onEngineLost(callback: () => void): void {
  const backend = tf.getBackend();
  if (backend === 'webgl') {
    const { canvas } = (tf.backend() as MathBackendWebGL).getGPGPUContext().gl;
    canvas.addEventListener('webglcontextlost', callback, { once: true });
  } else if (backend === 'webgpu') {
    void (tf.backend() as WebGPUBackend).device.lost.then(callback);
  }
}

/** Also on a software renderer, which TensorFlow.js else refuses: `auto` never asks for one. */
async function startWebgl(): Promise<EngineInfo> {
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  await use('webgl');
  // Textures that are free again are kept for the next of their size, and photographs have thousands
  // of sizes.
  tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', MOST_TEXTURE_BYTES);
  return { backend: 'webgl', threads: 1 };
}

/** Its code is fetched by browsers that have WebGPU, and by no others. */
async function startWebgpu(): Promise<EngineInfo> {
  await import('@tensorflow/tfjs-backend-webgpu');
  await use('webgpu');
  return { backend: 'webgpu', threads: 1 };
}

async function startWasm(wanted = MOST_THREADS): Promise<EngineInfo> {
  const threads = (await threadsWork())
    ? Math.min(wanted, Math.max(2, navigator.hardwareConcurrency - 1))
    : 1;
  threadedWasm = threads > 1 ? await createThreadedWasm(threads).catch(() => null) : null;
  const threaded = threadedWasm;
  tf.removeBackend('wasm');
  if (threaded) {
    tf.registerBackend('wasm', () => threaded);
  } else {
    // TensorFlow.js would else start threads its own way, which does not survive a bundler.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths(singleThreadedBinaries());
    if (plainWasm) tf.registerBackend('wasm', plainWasm);
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
