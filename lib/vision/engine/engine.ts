import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
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

/** Free textures beyond this, bytes, are given back. The live page stays far below. */
const MOST_TEXTURE_BYTES = 512e6;
/** Most threads of WebAssembly: more wait for one another on networks of this size. */
const MOST_THREADS = 4;
/** Starts WebAssembly as TensorFlow.js does, without threads. */
const plainWasm = tf.findBackendFactory('wasm');
/** The WebAssembly engine with threads; null while it does not run. */
let threadedWasm: BackendWasm | null = null;

/**
 * Starts a TensorFlow.js backend and makes it the current one.
 * @param threads of the WebAssembly engine; where absent, as many as the device can use
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

/** Makes an engine the current one that was started before. */
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
 * Sets how many of its threads the WebAssembly engine uses. Each call starts new ones, of which it has 8 in
 * all: call it twice at most.
 */
export function limitThreads(threads: number): void {
  threadedWasm?.wasm.tfjs.initWithThreadsCount(threads);
}

/**
 * Calls back once if the graphics card is taken away: a driver restarts, a laptop changes its GPU. All weights
 * are gone then, and engine and detector must be started anew.
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

/**
 * Also on a software renderer, which TensorFlow.js would refuse: `auto` never asks for one. The code is fetched
 * only here, so that a browser without a graphics card does not.
 */
async function startWebgl(): Promise<EngineInfo> {
  await import('@tensorflow/tfjs-backend-webgl');
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  await use('webgl');
  // Free textures are kept for the next one of their size, and photographs come in thousands of sizes.
  tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', MOST_TEXTURE_BYTES);
  return { backend: 'webgl', threads: 1 };
}

/** The code is fetched only here, so that a browser without WebGPU does not. */
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
    // The way in which TensorFlow.js starts threads does not survive a bundler.
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
    // Must be named and is never loaded: `createThreadedWasm` starts that engine.
    'tfjs-backend-wasm-threaded-simd.wasm': simd,
  };
}
