import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { registerNativeGradients } from './native-gradients.ts';
import {
  type EngineName,
  isInstalled,
  NATIVE_DIRECTORY,
  NATIVE_PACKAGES,
  type NativeEngineName,
} from './native-packages.ts';

/** An engine that is loaded and is the current backend of TensorFlow.js. */
export interface LoadedEngine {
  name: EngineName;
  /** One line for people, such as `tfjs-node on TensorFlow 2.21.0 (CPU)`. */
  description: string;
}

/**
 * Loads an engine and makes it the current backend of `@tensorflow/tfjs`.
 * @param choice the name of an engine, or `auto` for the fastest one that works here
 * @throws Error when the requested engine is missing or broken
 */
export async function loadEngine(choice: EngineName | 'auto' = 'auto'): Promise<LoadedEngine> {
  if (choice === 'wasm') return loadWasm();
  if (choice !== 'auto') return loadNative(choice);

  for (const name of ['node-gpu', 'node'] as const) {
    if (!isInstalled(name)) continue;
    try {
      return await loadNative(name);
    } catch (error) {
      console.warn(`${NATIVE_PACKAGES[name]} is installed but does not work: ${explain(error)}`);
    }
  }
  return loadWasm();
}

/**
 * Measures the current backend with a 3x3 convolution, 64 to 64 channels, of 8 pictures of 40x40.
 * @returns billions of floating-point operations per second (a multiplication and an addition count
 * as two), after about a third of a second
 */
export async function engineSpeed(): Promise<number> {
  const [batch, size, channels, kernel] = [8, 40, 64, 3];
  const operations = 2 * batch * size ** 2 * kernel ** 2 * channels ** 2;
  const input = tf.randomNormal<tf.Rank.R4>([batch, size, size, channels]);
  const filter = tf.randomNormal<tf.Rank.R4>([kernel, kernel, channels, channels]);
  const convolve = async () => {
    const output = tf.conv2d(input, filter, 1, 'same');
    await output.data();
    output.dispose();
  };

  // The first call fills thread pools and primitive caches.
  await convolve();
  const started = performance.now();
  let runs = 0;
  do {
    await convolve();
    runs += 1;
  } while (performance.now() - started < 300);
  const seconds = (performance.now() - started) / 1000;

  tf.dispose([input, filter]);
  return (operations * runs) / seconds / 1e9;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${explain(error.cause)})`;
}

/** The parts of tfjs-node's backend that describe its engine. */
interface NativeBackend {
  binding: { TF_Version: string };
  isUsingGpuDevice: boolean;
}

async function loadNative(name: NativeEngineName): Promise<LoadedEngine> {
  const packageName = NATIVE_PACKAGES[name];
  requireNative(name);
  if (!(await tf.setBackend('tensorflow'))) throw new Error(`${packageName} did not start.`);
  await tf.ready();
  registerNativeGradients();
  return { name, description: describeNative(packageName) };
}

/**
 * The module of a native engine, which is then the current backend, for what TensorFlow.js alone does not have.
 * @throws Error with the command that sets one up, where there is none
 */
export async function nativePackage(): Promise<unknown> {
  const name = isInstalled('node-gpu') ? 'node-gpu' : 'node';
  await loadNative(name);
  return requireNative(name);
}

function requireNative(name: NativeEngineName): unknown {
  const packageName = NATIVE_PACKAGES[name];
  if (!isInstalled(name)) {
    const command = name === 'node-gpu' ? 'npm run setup:native -- --gpu' : 'npm run setup:native';
    throw new Error(`${packageName} is not set up here: run \`${command}\` first.`);
  }
  // The library reads this once, when it loads: only errors are printed from then on. It still
  // prints a first line about oneDNN; turning oneDNN off costs a third of the speed.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  restoreRemovedUtilities();
  try {
    return createRequire(join(NATIVE_DIRECTORY, 'package.json'))(packageName);
  } catch (error) {
    throw new Error(`${packageName} does not load: run \`npm run setup:native -- --force\`.`, {
      cause: error,
    });
  }
}

/** tfjs-node 4.22 calls two helpers that Node 23 removed from `util`. */
function restoreRemovedUtilities(): void {
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}

function describeNative(packageName: string): string {
  const backend = tf.backend() as unknown as NativeBackend;
  const device = backend.isUsingGpuDevice ? 'GPU' : 'CPU';
  const shortName = packageName.replace('@tensorflow/', '');
  return `${shortName} on TensorFlow ${backend.binding.TF_Version} (${device})`;
}

async function loadWasm(): Promise<LoadedEngine> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  const { registerWasmGradients } = await import('./wasm-gradients.ts');
  const packageMain = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${dirname(packageMain)}/`);
  registerWasmGradients();
  if (!(await tf.setBackend('wasm'))) throw new Error('The WebAssembly backend did not start.');
  await tf.ready();
  const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'SIMD' : 'no SIMD';
  return { name: 'wasm', description: `tfjs-backend-wasm (${simd}, one thread)` };
}
