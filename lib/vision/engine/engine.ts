import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { MaskGateError } from '../../errors.ts';
import { absoluteUrl } from './asset-url.ts';
import type { Backend } from './backends.ts';
import * as wasmKernels from './kernels/wasm.ts';
import { createThreadedWasm } from './threaded-wasm.ts';

/** The engine of the networks. */
export interface EngineInfo {
  readonly backend: Backend;
  /** Threads of the WebAssembly engine; 1 on a graphics card. */
  readonly threads: number;
}

/** Unused textures beyond this size are freed. The live page needs much less. */
const MOST_TEXTURE_BYTES = 512e6;
/** Most threads of WebAssembly. With networks of this size, more threads wait for each other. */
const MOST_THREADS = 4;

registerKernels(wasmKernels);

/** Starts WebAssembly without threads, as TensorFlow.js does. */
const plainWasm = tf.findBackendFactory('wasm');
/** The WebAssembly engine with threads; null while it is not running. */
let threadedWasm: BackendWasm | null = null;

/**
 * Starts a TensorFlow.js backend and makes it the current one.
 * @param threads of the WebAssembly engine; where absent, the best number for the device
 * @throws MaskGateError `engine-unavailable` if it does not work here
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

/** Makes a running engine the current one. */
export async function resumeEngine({ backend }: EngineInfo): Promise<void> {
  await use(backend);
}

/** Stops an engine. It can be started again. */
export function stopEngine({ backend }: EngineInfo): void {
  const factory = backend === 'wasm' ? plainWasm : tf.findBackendFactory(backend);
  tf.removeBackend(backend);
  if (factory) tf.registerBackend(backend, factory);
  if (backend === 'wasm') threadedWasm = null;
}

/**
 * Limits the threads of the WebAssembly engine. Each call starts new threads, and there are 8 in
 * all: call it at most twice.
 */
export function limitThreads(threads: number): void {
  threadedWasm?.wasm.tfjs.initWithThreadsCount(threads);
}

/**
 * Calls back once if the graphics device is lost: a driver restarts, a laptop changes its GPU. All
 * weights are then lost, and engine and detector must be started again.
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
 * Also starts on a software renderer, which TensorFlow.js would refuse: `auto` never asks for one.
 * The code is fetched here, so that a browser without a graphics card does not download it.
 */
async function startWebgl(): Promise<EngineInfo> {
  registerKernels(await import('./kernels/webgl.ts'));
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  await use('webgl');
  // TensorFlow.js keeps unused textures for reuse by size, and photographs have thousands of sizes.
  tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', MOST_TEXTURE_BYTES);
  return { backend: 'webgl', threads: 1 };
}

/** The code is fetched here, so that a browser without WebGPU does not download it. */
async function startWebgpu(): Promise<EngineInfo> {
  registerKernels(await import('./kernels/webgpu.ts'));
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
    // TensorFlow.js's way of starting threads does not work after bundling.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths(singleThreadedBinaries());
    if (plainWasm) tf.registerBackend('wasm', plainWasm);
  }
  await use('wasm');
  return { backend: 'wasm', threads: threaded ? threads : 1 };
}

/** The second time, an engine's kernels are there already. @param kernels a module of them */
function registerKernels(kernels: Readonly<Record<string, tf.KernelConfig>>): void {
  for (const kernel of Object.values(kernels)) {
    if (!tf.getKernel(kernel.kernelName, kernel.backendName)) tf.registerKernel(kernel);
  }
}

async function use(backend: Backend): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js could not start ${backend}`);
}

/** Threads share memory, which browsers allow only on isolated pages. */
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
    // The name is required, but the file is never loaded: `createThreadedWasm` starts that engine.
    'tfjs-backend-wasm-threaded-simd.wasm': simd,
  };
}
